using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Deployments.List;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Deployments;

/// <summary>The list of deployments as each role may see it, on both databases.</summary>
public abstract class DeploymentListQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private DeploymentStore Store => Portal.Services.GetRequiredService<DeploymentStore>();

    private DeploymentListQuery Query => new(Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>());

    [Fact]
    public async Task Marketing_MeetsOnlyVersionsWithABusinessControl_AndNamesOnlyThose()
    {
        await SeedAsync();

        var row = Assert.Single((await Query.ListAsync(new DeploymentFilter(), Marketing)).Rows);

        Assert.Equal("checkout", row.Software);
        Assert.Equal(["Spring storefront"], row.Controls.Select(control => control.Name));
        var choices = await Query.ChoicesAsync(Marketing);
        Assert.Equal(["checkout"], choices.Software);
        Assert.Equal(["spring-storefront"], choices.Controls.Select(control => control.Key));
    }

    [Theory]
    [InlineData("recommendations-kill-switch")]
    [InlineData("nobody-knows")]
    public async Task Marketing_CannotAskForAnOperationalControl_JustAsForOneThatDoesNotExist(string control)
    {
        await SeedAsync();

        Assert.Empty((await Query.ListAsync(new DeploymentFilter { Control = control }, Marketing)).Rows);
    }

    [Fact]
    public async Task EngineersAndAuditors_MeetAll_EachWithThePagesThatTheyHave()
    {
        await SeedAsync();

        foreach (var actor in new[] { Engineer, Auditor })
        {
            var rows = (await Query.ListAsync(new DeploymentFilter(), actor)).Rows;
            Assert.Equal(["recommender", "checkout"], rows.Select(row => row.Software));
            Assert.Equal(["nobody-knows", "Recommendations", "Spring storefront"], rows[1].Controls.Select(control => control.Name));
            Assert.Equal([false, actor == Engineer, true], rows[1].Controls.Select(control => control.HasPage));
        }
    }

    [Fact]
    public async Task Administrator_MeetsNone()
    {
        await SeedAsync();

        Assert.Empty((await Query.ListAsync(new DeploymentFilter(), Administrator)).Rows);
        Assert.Empty((await Query.ChoicesAsync(Administrator)).Software);
    }

    [Fact]
    public async Task Filters_NarrowTheList()
    {
        await SeedAsync();

        Assert.Equal(["checkout"], await SoftwareAsync(new DeploymentFilter { Software = "checkout" }));
        Assert.Equal(["checkout"], await SoftwareAsync(new DeploymentFilter { Control = "spring-storefront" }));
        Assert.Equal(["recommender"], await SoftwareAsync(new DeploymentFilter { Environment = "staging" }));
    }

    [Fact]
    public async Task PageByPage_EveryDeploymentComesOnce_NewestFirst()
    {
        const int count = DeploymentListQuery.StretchLength + 7;
        for (var number = 0; number < count; number++)
            await Store.DeployAsync("checkout", $"1.0.{number}", Given.Now.AddMinutes(-(number / 5)), controls: null); // some at the same instant

        var first = await Query.ListAsync(new DeploymentFilter(), Engineer);
        var last = first.Rows[^1];
        var second = await Query.ListAsync(new DeploymentFilter { Before = DeploymentPlace.Read(new DeploymentPlace(last.At, last.Id).ToString()) }, Engineer);

        Assert.Equal((true, false), (first.HasOlder, second.HasOlder));
        Assert.Equal(count, first.Rows.Concat(second.Rows).DistinctBy(row => row.Id).Count());
        Assert.Equal(first.Rows.Concat(second.Rows).Select(row => row.At), first.Rows.Concat(second.Rows).Select(row => row.At).OrderDescending());
    }

    private async Task<IEnumerable<string>> SoftwareAsync(DeploymentFilter filter) =>
        (await Query.ListAsync(filter, Engineer)).Rows.Select(row => row.Software);

    private async Task SeedAsync()
    {
        var result = await Portal.Desk.ApplyAsync(new ChangeSet([Shop.Spring, new HandOver(Shop.Spring.Control), Shop.Recommendations]), Engineer);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
        await Store.DeployAsync("checkout", "2.14.0", Given.Now.AddHours(-2), ["spring-storefront", "recommendations-kill-switch", "nobody-knows"]);
        await Store.DeployAsync("recommender", "1.0.0", Given.Now.AddHours(-1), ["recommendations-kill-switch"], "staging");
    }
}

public sealed class DeploymentListQueryOnSqliteTests() : DeploymentListQueryTests(postgres: null);

public sealed class DeploymentListQueryOnPostgreSqlTests(PostgresServer postgres) : DeploymentListQueryTests(postgres);
