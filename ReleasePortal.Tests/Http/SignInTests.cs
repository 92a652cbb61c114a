using System.Net;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

public sealed class SignInTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string RefusedWords = "The address or the password is not right.";
    private const string LockedWords = "There were too many wrong passwords for this address. Try again in 15 minutes.";

    [Fact]
    public async Task AnyPage_Anonymous_LeadsToSignInAndBack()
    {
        var answer = await portal.NewVisitor().GetAsync("/history?person=robin");

        Assert.Equal("/account/sign-in?returnUrl=%2Fhistory%3Fperson%3Drobin", answer.Target());
    }

    [Fact]
    public async Task SignIn_RightPassword_LeadsToWhereThePersonWantedToGo()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = portal.NewVisitor();

        var answer = await visitor.SignInAsync(person.Email, PortalFactory.Password, "?returnUrl=/controls%3Fpurpose=business");

        Assert.Equal("/controls?purpose=business", answer.Target());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        Assert.Contains("RecordDoorEvent.SignedIn", await portal.HistoryOfAsync(person.Id));
    }

    [Fact]
    public async Task SignIn_AddressInAnotherCase_Works()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);

        var answer = await portal.NewVisitor().SignInAsync($"  {person.Email.ToUpperInvariant()} ", PortalFactory.Password);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/%09/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    public async Task SignIn_ReturnAddressElsewhere_LeadsHome(string returnUrl)
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = portal.NewVisitor();

        Assert.Equal("/", (await visitor.SignInAsync(person.Email, PortalFactory.Password, "?returnUrl=" + returnUrl)).Target());
        Assert.Equal("/", (await visitor.GetAsync("/account/sign-in?returnUrl=" + returnUrl)).Target());
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownAddress_SayTheSame()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);

        var wrong = await portal.NewVisitor().SignInAsync(person.Email, "not the password");
        var unknown = await portal.NewVisitor().SignInAsync("nobody-here@example.com", "not the password");

        Assert.Equal(RefusedWords, await wrong.AlertAsync());
        Assert.Equal(RefusedWords, await unknown.AlertAsync());
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Contains("RecordDoorEvent.SignInFailed", await portal.HistoryOfAsync(person.Id));
    }

    [Fact]
    public async Task SignIn_EmptyForm_SaysWhatIsMissingBesideTheFields()
    {
        var answer = await portal.NewVisitor().SignInAsync(" ", "");

        Assert.Equal("Fill this in.", await answer.ErrorAsync("email"));
        Assert.Equal("Fill this in.", await answer.ErrorAsync("password"));
    }

    [Fact]
    public async Task SignIn_Refused_KeepsTheAddressButNotThePassword()
    {
        var answer = await portal.NewVisitor().SignInAsync("<script>alert(1)</script>", "secret that was typed");

        var page = await answer.PageAsync();
        Assert.Equal("<script>alert(1)</script>", page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.DoesNotContain("secret that was typed", page.ToString() + await answer.Content.ReadAsStringAsync());
        Assert.Empty(page.QuerySelectorAll("form script"));
    }

    [Theory]
    [InlineData("with\u0001control@example.com")]
    [InlineData("' OR 1=1 --")]
    [InlineData("%00")]
    public async Task SignIn_StrangeAddress_IsRefusedLikeAnyOther(string email)
    {
        var answer = await portal.NewVisitor().SignInAsync(email, "not the password");

        Assert.Equal(RefusedWords, await answer.AlertAsync());
    }

    [Fact]
    public async Task SignIn_VeryLongPassword_IsRefusedLikeAnyOther()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);

        var answer = await portal.NewVisitor().SignInAsync(person.Email, new string('x', 20_000));

        Assert.Equal(RefusedWords, await answer.AlertAsync());
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LockTheRightOneOutToo()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = portal.NewVisitor();

        for (var attempt = 1; attempt <= 4; attempt++)
            Assert.Equal(RefusedWords, await (await visitor.SignInAsync(person.Email, "wrong")).AlertAsync());
        Assert.Equal(LockedWords, await (await visitor.SignInAsync(person.Email, "wrong")).AlertAsync());

        Assert.Equal(LockedWords, await (await visitor.SignInAsync(person.Email, PortalFactory.Password)).AlertAsync());
        var history = await portal.HistoryOfAsync(person.Id);
        Assert.Equal(5, history.Count(what => what == "RecordDoorEvent.SignInFailed"));
        Assert.Single(history, "RecordDoorEvent.LockedOut");
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswordsAtOnce_LockToo()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitors = Enumerable.Range(0, 5).Select(_ => portal.NewVisitor()).ToList();

        await Task.WhenAll(visitors.Select(visitor => visitor.SignInAsync(person.Email, "wrong")));

        Assert.Equal(LockedWords, await (await portal.NewVisitor().SignInAsync(person.Email, PortalFactory.Password)).AlertAsync());
    }

    [Fact]
    public async Task SignIn_UnknownAddress_LocksOutJustTheSame()
    {
        var visitor = portal.NewVisitor();
        var said = new List<string?>();

        for (var attempt = 1; attempt <= 6; attempt++)
            said.Add(await (await visitor.SignInAsync("stranger@example.com", "wrong")).AlertAsync());

        Assert.Equal([RefusedWords, RefusedWords, RefusedWords, RefusedWords, LockedWords, LockedWords], said);
    }

    [Fact]
    public async Task SignIn_Disabled_IsToldOnlyWithTheRightPassword()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        await portal.ApplyAsync(new DisablePerson(person.Id));
        var visitor = portal.NewVisitor();

        Assert.Equal(RefusedWords, await (await visitor.SignInAsync(person.Email, "wrong")).AlertAsync());
        var right = await visitor.SignInAsync(person.Email, PortalFactory.Password);

        Assert.Equal("This account is disabled. An administrator can enable it.", await right.AlertAsync());
        Assert.NotNull((await visitor.GetAsync("/")).Target());
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = "sign-in",
            ["email"] = person.Email,
            ["password"] = PortalFactory.Password,
        });

        var answer = await portal.NewVisitor().PostAsync("/account/sign-in", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task SignIn_Cookie_IsForThePortalAlone(string address, bool isSecure)
    {
        var person = await portal.AddPersonAsync(Role.Marketing);

        var answer = await portal.NewVisitor(address).SignInAsync(person.Email, PortalFactory.Password);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("rp.session=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_EndsTheSession_EvenForACopyOfItsCookie()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = portal.NewVisitor();
        var signedIn = await visitor.SignInAsync(person.Email, PortalFactory.Password);

        var answer = await visitor.SignOutAsync();

        Assert.Equal("/account/sign-in?why=SignedOut", answer.Target());
        Assert.NotNull((await visitor.GetAsync("/")).Target());
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", signedIn.SessionCookie() } } };
        Assert.NotNull((await portal.NewVisitor().SendAsync(replay)).Target());
        Assert.Contains("RecordDoorEvent.SignedOut", await portal.HistoryOfAsync(person.Id));
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefused()
    {
        var visitor = await portal.SignedInAsync(Role.Marketing);

        var answer = await visitor.PostAsync("/account/sign-out", content: null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null((await visitor.GetAsync("/")).Target());
    }

    [Fact]
    public async Task SignIn_ManyAttemptsFromOneAddress_AreSlowedDown()
    {
        await using var strict = new PortalFactory().With("SignIn:AttemptsPerMinute", "2");
        var visitor = strict.NewVisitor();

        await visitor.SignInAsync("a@example.com", "wrong");
        await visitor.SignInAsync("b@example.com", "wrong");
        var third = await visitor.SignInAsync("c@example.com", "wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(60), third.Headers.RetryAfter?.Delta);
        Assert.Equal("That was tried too often. Wait a minute and try again.", await third.AlertAsync());
    }

    [Fact]
    public async Task SignIn_AnythingTyped_StaysOutOfTheLogs()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var visitor = portal.NewVisitor();

        await visitor.SignInAsync(person.Email, "a typed secret");
        await visitor.SignInAsync(person.Email, PortalFactory.Password);

        Assert.DoesNotContain(portal.Logs, line => line.Contains("a typed secret", StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Logs, line => line.Contains(PortalFactory.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Logs, line => line.Contains(person.Email, StringComparison.OrdinalIgnoreCase));
    }
}
