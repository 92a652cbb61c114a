using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

public sealed partial class FirstStartTests
{
    private const string Password = "a long way to the sea";

    [Fact]
    public async Task FirstStart_MakesTheEnvironmentsAndNoAccount()
    {
        await using var portal = new PortalFactory();
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

        Assert.Empty(await database.Users.ToListAsync());
        Assert.Equal(
            ["Development 10 False", "Staging 20 False", "Production 30 True"],
            await database.Environments.OrderBy(environment => environment.Rank)
                .Select(environment => environment.Name + " " + environment.Rank + " " + (environment.IsProduction ? "True" : "False")).ToListAsync());
    }

    [Fact]
    public async Task SetUpLink_CreatesTheFirstAdministrator_Once()
    {
        await using var portal = new PortalFactory();
        var visitor = portal.NewVisitor();
        var link = LinkOf(portal);

        Assert.Equal("/account/sign-in?why=SetUp", (await CreateAsync(visitor, link)).Target());

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(link)).StatusCode);
        Assert.Equal("/", (await visitor.SignInAsync("ada@example.com", Password)).Target());
    }

    [Fact]
    public async Task SetUpLink_UsedByTwoAtOnce_CreatesOne()
    {
        await using var portal = new PortalFactory();
        var link = LinkOf(portal);

        await Task.WhenAll(CreateAsync(portal.NewVisitor(), link, "ada@example.com"), CreateAsync(portal.NewVisitor(), link, "eve@example.com"));

        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        Assert.Single(await database.Users.ToListAsync());
    }

    [Fact]
    public async Task SetUpLink_BadForm_SaysSoBesideTheFieldsAndStaysGood()
    {
        await using var portal = new PortalFactory();
        var visitor = portal.NewVisitor();
        var link = LinkOf(portal);

        var answer = await visitor.SendFormAsync(link, ("name", ""), ("email", "no address"), ("password", "short"), ("repeat", "short"));

        Assert.Equal("Fill this in.", await answer.ErrorAsync("name"));
        Assert.Equal("Enter an e-mail address.", await answer.ErrorAsync("email"));
        Assert.StartsWith("Use at least 12 characters", await answer.ErrorAsync("password"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("/account/set-up")]
    [InlineData("/account/set-up?token=")]
    [InlineData("/account/set-up?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task SetUpPage_WithoutTheToken_IsNotThere(string address)
    {
        await using var portal = new PortalFactory();
        var visitor = portal.NewVisitor();

        var answer = await visitor.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("There is nothing here", (await answer.PageAsync()).QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task Bootstrap_CreatesAnAdministratorWhoCanStartAtOnce()
    {
        await using var portal = new PortalFactory().With("Bootstrap:AdminEmail", "ops@example.com").With("Bootstrap:AdminPassword", Password);
        var visitor = portal.NewVisitor();

        Assert.Equal("/", (await visitor.SignInAsync("ops@example.com", Password)).Target());
        Assert.DoesNotContain(portal.Logs, line => line.Contains("/account/set-up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ops@example.com", "short", "Use at least 12 characters")]
    [InlineData("no address", Password, "Enter an e-mail address")]
    [InlineData("ops@example.com", "", "go together")]
    public void Bootstrap_ThatWillNotDo_StopsTheStartAndSaysWhy(string email, string password, string message)
    {
        using var portal = new PortalFactory().With("Bootstrap:AdminEmail", email).With("Bootstrap:AdminPassword", password);

        var problem = Assert.ThrowsAny<Exception>(() => portal.Services);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", problem.Message, StringComparison.Ordinal);
    }

    private static string LinkOf(PortalFactory portal)
    {
        _ = portal.Services; // starts it
        return portal.Logs.Select(line => Link().Match(line)).Single(match => match.Success).Value;
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient visitor, string link, string email = "ada@example.com") =>
        visitor.SendFormAsync(link, ("name", "Ada Lovelace"), ("email", email), ("password", Password), ("repeat", Password));

    [GeneratedRegex(@"/account/set-up\?token=[\w-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();
}
