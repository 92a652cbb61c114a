using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Audiences;

public sealed class AudiencesPageTests() : PortalTestContext(builder => builder.Services.AddAudiences())
{
    public static TheoryData<Role> Everybody => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Audiences_EveryRole_SeesTheGroupsInWords(Role role)
    {
        await SignInAsync(role);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);
        await ApplyAsync(Role.Engineer, new DefineGroup("nearby", new GroupDetails
        {
            Name = "Nearby",
            Conditions = [new Condition("country", ConditionOperator.In, ["DE", "AT"])],
        }));
        Open();

        Assert.Equal(
            ["about 5 % of everyone", "country is DE or AT", "2 people"],
            Page.FindAll("tbody tr").Select(row => row.Children[1].Words()));
    }

    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Audiences_OnlyAnEngineer_MayDefine(Role role, bool may)
    {
        await SignInAsync(role);
        Open();

        Assert.Equal(may ? ["Define a group…", "Define a group…"] : [], Page.FindAll("button").Select(Markup.Words));
    }

    [Theory]
    [InlineData(Role.Marketing, "Spring storefront")]
    [InlineData(Role.Auditor, "Spring storefront")]
    [InlineData(Role.Administrator, "Spring storefront")]
    [InlineData(Role.Engineer, "Recommendations, Spring storefront")]
    public async Task Audiences_WhereInUse_NamesOnlyWhatTheReaderMaySee(Role role, string use)
    {
        await SignInAsync(role);
        await OpenToStaffAsync(Shop.Spring, Purpose.Business);
        await OpenToStaffAsync(Shop.Recommendations, Purpose.Operational);
        Open();

        Assert.Equal(use, string.Join(", ", Page.FindAll("tr[data-group=staff] td:nth-child(3) a").Select(Markup.Words)));
        Assert.All(Page.FindAll("tr[data-group=staff] td:nth-child(3) small"), on => Assert.Equal("on Production", on.Words()));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Audiences_OpenOnlyToWhatTheReaderMayNotSee_ReadsAsNotInUse(Role role)
    {
        await SignInAsync(role);
        await OpenToStaffAsync(Shop.Recommendations, Purpose.Operational);
        Open();

        Assert.Equal("nothing", Page.Find("tr[data-group=staff]").Children[2].Words());
        Assert.DoesNotContain("ecommendation", Page.Markup);
    }

    [Fact]
    public async Task Audiences_AnotherPersonDefinesAGroup_ItAppearsMarked()
    {
        await SignInAsync(Role.Marketing);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Open();

        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);

        Assert.Contains("just-changed", Page.WaitForElement("tr[data-group=early-access]").ClassList);
    }

    [Fact]
    public async Task Audiences_NoGroups_SaysWhatThePageIsFor()
    {
        await SignInAsync(Role.Marketing);
        Open();

        Assert.Equal("No groups yet", Page.Find(".empty strong").Words());
    }

    [Theory]
    [InlineData("earl", "Early access")]
    [InlineData("STAFF", "Staff")]
    [InlineData("nobody", "")]
    public async Task Search_ByNameOrKey_FindsGroups(string typed, string found)
    {
        await SignInAsync(Role.Marketing);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);

        var source = Services.GetServices<ISearchSource>().OfType<GroupSearch>().Single();
        var hits = await source.FindAsync(typed, APerson(Role.Marketing), "production", Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(found, string.Join(", ", hits.Select(hit => hit.Title)));
    }

    private IRenderedComponent<AudiencesPage> Page { get; set; } = null!;

    private void Open()
    {
        Page = Render<AudiencesPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
    }

    private async Task OpenToStaffAsync(CreateControl control, Purpose purpose)
    {
        await Desk.ApplyAsync(ChangeSet.Of(Shop.Staff), APerson(Role.Engineer)); // there already the second time
        await CreateAsync(control, purpose);
        await ApplyAsync(Role.Engineer, new ReleaseToGroups(control.Control, "production", [new("staff", Serving.Of(Variant.On))]));
    }
}
