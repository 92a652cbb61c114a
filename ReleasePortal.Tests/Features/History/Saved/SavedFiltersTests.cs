using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Filters;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Saved;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Saved;

/// <summary>Saving a filter on the page of the history, and the list of saved ones.</summary>
public sealed class SavedFiltersTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    private static readonly Guid Bo = Guid.CreateVersion7();

    private SavedFilterStore Store => Services.GetRequiredService<SavedFilterStore>();

    [Fact]
    public async Task Save_IsOfferedOnlyForAFilter()
    {
        await SignInAsync(Role.Marketing);

        Assert.Empty(Filters(HistoryFilter.None).FindComponents<SaveFilter>());
        Assert.Single(Filters(new HistoryFilter { Environment = "production" }).FindComponents<SaveFilter>());
    }

    [Fact]
    public async Task Save_WithANameAndAReader_IsInBothLists()
    {
        await SignInAsync(Role.Auditor);
        await ApplyAsync(Role.Administrator, new AddPerson(Bo, "bo@example.com", "Bo Auditor", [Role.Auditor], "a long way to the sea"));
        Save(new HistoryFilter { Environment = "production", Text = "trade & show" });
        Over.WaitForState(() => Over.FindAll("input[type=checkbox]").Count is 1);

        Send();
        Over.WaitForAssertion(() => Assert.Equal("Fill this in.", Over.Find(".portal-dialog .field .error").Words()));
        Over.Field("name").Change("Trade show");
        Over.Find("input[type=checkbox]").Change(true);
        Send();

        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);
        var page = Open();
        Assert.Equal("Trade show|Yours|Bo Auditor", Cells(page));
        Assert.Equal("/history?environment=production&text=trade%20%26%20show", page.Find("tbody a").GetAttribute("href"));
        Assert.Single(await Store.ListAsync(Actor.Person(Bo, "Bo Auditor", Role.Auditor)));
    }

    [Fact]
    public async Task Marketing_SavesForThemselves_AndIsToldOfNobody()
    {
        await SignInAsync(Role.Marketing);
        Save(new HistoryFilter { Environment = "production" });

        Assert.Empty(Over.FindAll("input[type=checkbox]"));
    }

    [Fact]
    public async Task Given_CanBeReadByAndNotAltered()
    {
        await SignInAsync(Role.Auditor);
        var bo = Actor.Person(Bo, "Bo Auditor", Role.Auditor);
        await ApplyAsync(Role.Administrator, new AddPerson(Bo, "bo@example.com", "Bo Auditor", [Role.Auditor], "a long way to the sea"));
        await Store.SaveAsync("Trade show", "/history?environment=production", [APerson(Role.Auditor).Id], bo);
        var page = Open();

        Assert.Equal("Trade show|Bo Auditor|You", Cells(page));
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    public async Task Remove_AsksFirst()
    {
        await SignInAsync(Role.Auditor);
        await Store.SaveAsync("Trade show", "/history?environment=production", [], APerson(Role.Auditor));
        var page = Open();

        page.FindAll("tbody button").Single(button => button.Words() == "Remove").Click();
        Assert.Equal("The filter goes; the history stays as it is.", Over.Find(".portal-dialog .say").Words());
        Send();

        page.WaitForAssertion(() => Assert.Equal("No saved filters", page.Find(".empty strong").Words()));
    }

    private static string Cells(IRenderedComponent<SavedFiltersPage> page) =>
        string.Join('|', page.FindAll("tbody td").Take(3).Select(cell => cell.Words()));

    private IRenderedComponent<HistoryFilters> Filters(HistoryFilter filter) => Render<HistoryFilters>(parameters => parameters
        .Add(filters => filters.Filter, filter)
        .Add(filters => filters.Actor, APerson(Role.Marketing)));

    private void Save(HistoryFilter filter)
    {
        Render<SaveFilter>(parameters => parameters.Add(save => save.Filter, filter)).Find("button").Click();
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 1);
    }

    private void Send() => Over.Find(".portal-dialog form").Submit();

    private IRenderedComponent<SavedFiltersPage> Open()
    {
        var page = Render<SavedFiltersPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }
}
