using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class HealthTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    [Fact]
    public async Task Live_NeedsNothing() =>
        Assert.Equal(HttpStatusCode.OK, (await portal.NewVisitor().GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);

    [Fact]
    public async Task Ready_SaysThatAllIsWell()
    {
        var (status, health) = await ReadyAsync(portal.NewVisitor());

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (status, health));
    }

    [Fact]
    public async Task DatabaseGone_EvaluationGoesOn_AndHealthSaysSo()
    {
        var switchable = new SwitchableDatabase();
        await using var host = portal.WithWebHostBuilder(builder => builder.ConfigureTestServices(switchable.PutInFrontOf));
        var application = host.CreateClient();
        application.DefaultRequestHeaders.Add("X-API-Key", portal.Secret);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(application));

        switchable.IsGone = true;

        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ReadyAsync(application));
        Assert.True((bool?)(await (await application.EvaluateAsync(EvaluationPortal.Open)).JsonAsync())["value"]);

        switchable.IsGone = false;

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(application));
    }

    private static async Task<(HttpStatusCode Status, string? Health)> ReadyAsync(HttpClient client)
    {
        var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, (string?)(await answer.JsonAsync())["status"]);
    }

    /// <summary>A database that can be taken away.</summary>
    private sealed class SwitchableDatabase
    {
        public bool IsGone { get; set; }

        public void PutInFrontOf(IServiceCollection services)
        {
            var known = services.Last(service => service.ServiceType == typeof(IDbContextFactory<PortalDbContext>));
            services.AddSingleton<IDbContextFactory<PortalDbContext>>(provider =>
                new Factory(this, (IDbContextFactory<PortalDbContext>)ActivatorUtilities.CreateInstance(provider, known.ImplementationType!)));
        }

        private sealed class Factory(SwitchableDatabase database, IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
        {
            public PortalDbContext CreateDbContext() =>
                database.IsGone ? throw new IOException("The database is gone.") : inner.CreateDbContext();
        }
    }
}
