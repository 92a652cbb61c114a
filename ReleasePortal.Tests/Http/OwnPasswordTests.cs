using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

public sealed class OwnPasswordTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Another = "over the hills and far away";

    [Fact]
    public async Task Password_Changed_IsTheOneThatCountsFromThenOn()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = await portal.SignedInAsync(person);

        var answer = await ChangeAsync(visitor, PortalFactory.Password, Another);

        Assert.Equal("/account/password?why=done", answer.Target());
        Assert.Null((await visitor.GetAsync("/")).Target());
        Assert.NotNull(await (await portal.NewVisitor().SignInAsync(person.Email, PortalFactory.Password)).AlertAsync());
        Assert.Equal(HttpStatusCode.Found, (await portal.NewVisitor().SignInAsync(person.Email, Another)).StatusCode);
        Assert.Contains("ChangeOwnPassword", await portal.HistoryOfAsync(person.Id));
    }

    [Fact]
    public async Task Password_Changed_LeavesThisSessionOpen()
    {
        await using var strict = new PortalFactory().With(services =>
            services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero));
        var visitor = await strict.SignedInAsync(Role.Marketing);

        await ChangeAsync(visitor, PortalFactory.Password, Another);

        Assert.Null((await visitor.GetAsync("/")).Target());
    }

    [Fact]
    public async Task Password_WrongCurrentOne_IsRefusedBesideTheField()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await ChangeAsync(visitor, "not my password", Another);

        Assert.Equal("That is not your current password.", await answer.ErrorAsync("current"));
    }

    [Theory]
    [InlineData("short", "Use at least 12 characters. A few words in a row are easy to remember.")]
    [InlineData("password1234", "This password is easy to guess. A few words that do not belong together are better.")]
    [InlineData(PortalFactory.Password, "This is the password that you have now. Choose another one.")]
    public async Task Password_ThatWillNotDo_IsRefusedBesideTheField(string password, string message)
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await ChangeAsync(visitor, PortalFactory.Password, password);

        Assert.Equal(message, await answer.ErrorAsync("password"));
    }

    [Fact]
    public async Task Password_RepeatedDifferently_IsRefusedBesideTheField()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await visitor.SendFormAsync(
            "/account/password", ("current", PortalFactory.Password), ("password", Another), ("repeat", Another + "!"));

        Assert.Equal("This is not the same password.", await answer.ErrorAsync("repeat"));
    }

    [Fact]
    public async Task FirstPassword_IsReplacedBeforeAnythingElse()
    {
        var person = await portal.AddPersonAsync(mustReplacePassword: true, Role.Engineer);
        var visitor = portal.NewVisitor();

        Assert.Equal(
            "/account/password?returnUrl=%2Foperations",
            (await visitor.SignInAsync(person.Email, PortalFactory.Password, "?returnUrl=/operations")).Target());
        Assert.Equal("/account/password?returnUrl=%2Fcontrols%3Fpurpose%3Doperational", (await visitor.GetAsync("/controls?purpose=operational")).Target());

        var changed = await visitor.SendFormAsync(
            "/account/password?returnUrl=/operations", ("current", PortalFactory.Password), ("password", Another), ("repeat", Another));
        Assert.Equal("/operations", changed.Target());
        Assert.Null((await visitor.GetAsync("/")).Target());
    }

    [Fact]
    public async Task FirstPassword_OfSomebodyWithoutARole_CanBeReplacedToo()
    {
        var person = await portal.AddPersonAsync(mustReplacePassword: true);
        var visitor = portal.NewVisitor();
        await visitor.SignInAsync(person.Email, PortalFactory.Password);

        var answer = await ChangeAsync(visitor, PortalFactory.Password, Another);

        Assert.Equal("/", answer.Target());
    }

    [Fact]
    public async Task Password_ResetByAnAdministrator_EndsTheSessionsOfThePerson()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = await portal.SignedInAsync(person);

        await portal.ApplyAsync(new ResetPassword(person.Id, Another));

        var page = await visitor.GetAsync("/account/sign-in?returnUrl=/");
        Assert.Null(page.Target());
        Assert.StartsWith("You were signed out", (await page.PageAsync()).QuerySelector("[role=status]")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await visitor.GetAsync("/")).Target());
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient visitor, string current, string password) =>
        visitor.SendFormAsync("/account/password", ("current", current), ("password", password), ("repeat", password));
}
