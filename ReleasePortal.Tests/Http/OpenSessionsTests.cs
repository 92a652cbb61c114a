using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http;

/// <summary>What ends the sessions of open pages.</summary>
public sealed class OpenSessionsTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Session_OfSomebodyUnchanged_Holds()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);

        Assert.True(await HoldsAsync(await PrincipalAsync(person)));
    }

    [Theory]
    [InlineData(nameof(SetRoles))]
    [InlineData(nameof(DisablePerson))]
    [InlineData(nameof(ResetPassword))]
    public async Task Session_OfSomebodyDemotedDisabledOrReset_Ends(string change)
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var principal = await PrincipalAsync(person);

        await portal.ApplyAsync(change switch
        {
            nameof(SetRoles) => new SetRoles(person.Id, [Role.Auditor]),
            nameof(DisablePerson) => new DisablePerson(person.Id),
            _ => new ResetPassword(person.Id, "over the hills and far away"),
        });

        Assert.False(await HoldsAsync(principal));
    }

    [Fact]
    public async Task Session_OfSomebodyRenamed_Holds()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var principal = await PrincipalAsync(person);

        await portal.ApplyAsync(new RenamePerson(person.Id, "Another Name"));

        Assert.True(await HoldsAsync(principal));
    }

    [Fact]
    public async Task Session_OfNobody_DoesNotHold() => Assert.False(await HoldsAsync(new ClaimsPrincipal(new ClaimsIdentity())));

    [Fact]
    public async Task Principal_CarriesTheNameAndTheRoles()
    {
        var person = await portal.AddPersonAsync(Role.Engineer, Role.Auditor);

        var actor = (await PrincipalAsync(person)).ToActor();

        Assert.Equal((person.Id, person.Actor.Name), (actor.Id, actor.Name));
        Assert.True(actor.Roles.SetEquals([Role.Engineer, Role.Auditor]));
    }

    [Fact]
    public async Task Cookie_OfSomebodyDemoted_IsRefusedAndTheyAreToldWhy()
    {
        await using var strict = new PortalFactory().With(CheckAtEveryRequest);
        var person = await strict.AddPersonAsync(Role.Marketing);
        var visitor = await strict.SignedInAsync(person);
        Assert.Null((await visitor.GetAsync("/")).Target());

        await strict.ApplyAsync(new SetRoles(person.Id, []));

        Assert.Equal("/account/sign-in?returnUrl=%2F&why=Ended", (await visitor.GetAsync("/")).Target());
    }

    [Fact]
    public async Task Cookie_RenewedMeanwhile_EndsWithItsSession()
    {
        await using var strict = new PortalFactory().With(CheckAtEveryRequest);
        var visitor = await strict.SignedInAsync(Role.Marketing);
        var renewed = (await visitor.GetAsync("/")).SessionCookie();

        await visitor.SignOutAsync();

        using var replay = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", renewed } } };
        Assert.NotNull((await strict.NewVisitor().SendAsync(replay)).Target());
    }

    [Fact]
    public async Task OpenPages_AreAskedAgainEveryFewSeconds()
    {
        await using var scope = portal.Services.CreateAsyncScope();

        Assert.IsType<PortalAuthenticationState>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
    }

    private static void CheckAtEveryRequest(IServiceCollection services) =>
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);

    private Task<bool> HoldsAsync(ClaimsPrincipal principal) =>
        portal.Services.GetRequiredService<OpenSessions>().HoldsAsync(principal, TestContext.Current.CancellationToken);

    private async Task<ClaimsPrincipal> PrincipalAsync(TestPerson person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<PortalUser>>()
            .CreateUserPrincipalAsync((await people.FindByIdAsync(person.Id.ToString()))!);
    }
}
