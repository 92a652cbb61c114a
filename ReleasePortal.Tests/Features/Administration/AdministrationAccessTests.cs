using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Administration;

namespace ReleasePortal.Tests.Features.Administration;

/// <summary>The administration is there for administrators, and for nobody else in any way.</summary>
public sealed class AdministrationAccessTests : AdministrationContext
{
    public static TheoryData<Role> Others => [Role.Marketing, Role.Engineer, Role.Auditor];

    private static IEnumerable<Type> Pages => typeof(PeoplePage).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(PeoplePage).Namespace && type.IsDefined(typeof(RouteAttribute), inherit: false));

    [Fact]
    public void Pages_LetAdministratorsIn() => Assert.All(Pages, page => Assert.True(RoomAttribute.LetsIn(APerson(Role.Administrator), page)));

    [Theory]
    [MemberData(nameof(Others))]
    public void Pages_LetNobodyElseIn(Role role) => Assert.All(Pages, page => Assert.False(RoomAttribute.LetsIn(APerson(role), page)));

    [Theory]
    [MemberData(nameof(Others))]
    public void Navigation_ShowsNoneOfThemToOthers(Role role) => Assert.DoesNotContain(
        Services.GetServices<NavigationItem>(), item => item.Texts == typeof(AdministrationTexts) && item.IsFor(APerson(role)));

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Queries_TellOthersNothing(Role role)
    {
        await SignInAsync(role);
        await ApplyAsync(Role.Administrator, new CreateKey(Guid.CreateVersion7(), "Robin's shop", KeyKind.Server, "production", KeySecret.HashOf("x"), "rp_server_x"));

        Assert.Empty(await Services.GetRequiredService<PeopleQuery>().ListAsync(text: null, APerson(role)));
        Assert.Empty(await Services.GetRequiredService<KeysQuery>().ListAsync(APerson(role)));
        Assert.Empty(await Services.GetRequiredService<EnvironmentsQuery>().ListAsync(APerson(role)));
        Assert.Empty(await FindAsync("robin", role));
    }

    [Fact]
    public async Task Search_FindsPeopleKeysAndEnvironmentsForAdministrators()
    {
        await SignInAsync(Role.Administrator);
        await ApplyAsync(Role.Administrator, new CreateKey(Guid.CreateVersion7(), "Production line", KeyKind.Server, "staging", KeySecret.HashOf("x"), "rp_server_x"));

        Assert.Equal(["Production line", "Production"], (await FindAsync("production", Role.Administrator)).Select(hit => hit.Title));
        Assert.Equal("/administration/people?text=Engineer%40example.com", Assert.Single(await FindAsync("robin eng", Role.Administrator)).Href);
        Assert.Empty(await FindAsync(" ", Role.Administrator));
    }

    private Task<IReadOnlyList<SearchHit>> FindAsync(string text, Role role) => Services.GetServices<ISearchSource>()
        .OfType<AdministrationSearch>().Single().FindAsync(text, APerson(role), "production", CancellationToken.None);
}
