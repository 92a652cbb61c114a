using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>A portal with a pipeline that may report deployments, and a pipeline that may not.</summary>
public abstract class PipelineTests : IAsyncLifetime
{
    protected PortalFactory Portal { get; } = new PortalFactory()
        .With("Deployments:Environments:live shop", "production")
        .With("Deployments:GitHub:Secret", "known to GitHub")
        .With("Deployments:Octopus:Secret", "known to Octopus");

    protected TestPerson Erik { get; private set; } = null!;

    protected HttpClient Pipeline { get; private set; } = null!;

    private Actor Anna { get; set; } = null!;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Erik = await Portal.AddPersonAsync(Role.Engineer);
        Anna = (await Portal.AddPersonAsync(Role.Administrator)).Actor;
        Pipeline = await NewToolAsync(KeyPermission.ReportDeployments);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Portal.DisposeAsync();
    }

    protected async Task<HttpClient> NewToolAsync(KeyPermission permission)
    {
        var client = Portal.NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await NewKeyAsync(permission));
        return client;
    }

    protected async Task<string> NewKeyAsync(KeyPermission permission)
    {
        var secret = KeySecret.New(KeyKind.Automation);
        var key = new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), Erik.Id, permission);
        Assert.Null((await Portal.Desk.ApplyAsync(ChangeSet.Of(key, "Because the test says so."), Anna)).Refusal);
        return secret;
    }

    /// <summary>What was kept, the last first.</summary>
    protected Task<List<DeadLetter>> DeadLettersAsync() => ReadAsync(database => database.DeadLetters.AsNoTracking().OrderByDescending(letter => letter.Id).ToListAsync(Cancelled));

    /// <summary>What is recorded, the last first.</summary>
    protected Task<List<Deployment>> DeploymentsAsync() =>
        ReadAsync(database => database.Deployments.AsNoTracking().Include(one => one.Version!.Controls).OrderByDescending(one => one.Id).ToListAsync(Cancelled));

    protected static async Task<JsonNode> PostAsync(HttpClient client, string address, string body, HttpStatusCode status, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await client.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text.Length is 0 ? "{}" : text)!;
    }

    private async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var database = await Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancelled);
        return await read(database);
    }
}
