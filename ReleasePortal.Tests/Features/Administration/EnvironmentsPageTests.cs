using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Features.Administration;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Administration;

public sealed class EnvironmentsPageTests : AdministrationContext
{
    [Fact]
    public async Task Environments_StandInTheOrderOfTheirRank()
    {
        var page = await OpenAsync<EnvironmentsPage>();

        Assert.Equal(
            ["10 Development development Building and testing Optional Nothing", "20 Staging staging Building and testing Optional Nothing", "30 Production production Customers Optional Nothing"],
            page.FindAll("tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").SkipLast(1).Select(cell => cell.Words()))));
    }

    [Fact]
    public async Task Add_Name_MakesItsKeyAndARankBeforeProduction()
    {
        var page = await OpenAsync<EnvironmentsPage>();
        page.Button("Add an environment…").Click();

        Over.Field("name").Input("Pré-Prod 2");

        Over.WaitForAssertion(() => Assert.Equal("pre-prod-2", Over.Field("key").GetAttribute("value")));
        Assert.Equal("25", Over.Field("rank").GetAttribute("value"));
        Send();
        IsDone("Pré-Prod 2 is there. Every control is closed on it.");
        page.WaitForState(() => page.FindAll("tbody tr").Count is 4);
    }

    [Fact]
    public async Task Edit_Approval_IsSaved_AndKeptByTheNextEdit()
    {
        var page = await OpenAsync<EnvironmentsPage>();
        page.FindAll("button").Single(button => button.GetAttribute("aria-label") == "Edit Production").Click();
        Over.Option("Launches").Change(true);
        Send();
        IsDone("Production is saved.");
        page.WaitForState(() => page.FindAll("tbody td").Any(cell => cell.Words() is "Launches"));

        page.FindAll("button").Single(button => button.GetAttribute("aria-label") == "Edit Production").Click();
        Over.Field("name").Input("Live");
        Send();

        IsDone("Live is saved.");
        page.WaitForState(() => page.FindAll("tbody td").Any(cell => cell.Words() is "Launches"));
    }

    [Theory]
    [InlineData("name", "", "Fill this in.")]
    [InlineData("key", "production", "The key production is in use, or was: keys are never used twice.")]
    [InlineData("key", "Über Prod", "Use 1 to 63 small letters, digits and hyphens, not beginning with a hyphen.")]
    [InlineData("rank", "1000", "A rank is a whole number from 0 to 999.")]
    [InlineData("rank", "first", "A rank is a whole number from 0 to 999.")]
    [InlineData("rank", "-1", "A rank is a whole number from 0 to 999.")]
    public async Task Add_BadField_IsRefusedBesideIt(string field, string text, string message)
    {
        var page = await OpenAsync<EnvironmentsPage>();
        page.Button("Add an environment…").Click();
        Over.Field("name").Input("Quality");
        if (field is "name")
            Over.Field(field).Input(text);
        else
            Fill(field, text);

        Send();

        IsWrong(field, message);
    }

    [Fact]
    public async Task Edit_ReasonRequired_IsSavedAndItsKeyStays()
    {
        var page = await OpenAsync<EnvironmentsPage>();
        page.FindAll("tbody button")[2].Click();
        Assert.True(Over.Field("key").HasAttribute("disabled"));
        Over.Option("Every change on it needs a reason").Change(true);

        Send();

        IsDone("Production is saved.");
        page.WaitForState(() => page.FindAll("tbody tr")[2].QuerySelectorAll("td")[3].Words() == "Needed");
    }

    [Fact]
    public async Task Edit_FromAnOlderVersion_IsRefusedAndSaysWhatHappenedMeanwhile()
    {
        var page = await OpenAsync<EnvironmentsPage>();
        page.FindAll("tbody button")[2].Click();
        Over.Field("name").Input("Live");
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Customers", 30, IsProduction: true, ReasonRequired: false)));

        Send();

        Over.WaitForAssertion(() => Assert.Contains("Robin Administrator", Over.Find("[role=alert]").Words(), StringComparison.Ordinal));
        Assert.Equal("Live", Over.Field("name").GetAttribute("value"));
    }
}
