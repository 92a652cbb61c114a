using Bunit;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Features.Administration.Retention;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Administration;

public sealed class RetentionPageTests : AdministrationContext
{
    [Fact]
    public async Task Retention_IsOffUntilSomebodyChoosesIt_AndSaysWhatItDeletes()
    {
        var page = await OpenAsync<RetentionPage>();
        page.WaitForAssertion(() => Assert.Contains("Entries stay in the portal; nothing is archived.", page.Find("dl").Words(), StringComparison.Ordinal));
        page.Button("Change…").Click();
        Assert.Empty(Over.FindAll(".portal-dialog .say"));

        Over.Option("The last months").Change(true);
        Over.WaitForAssertion(() => Assert.Contains("these are deleted for good", Over.Find(".portal-dialog .say").Words(), StringComparison.Ordinal));
        Fill("months", "18");
        Send();

        IsDone("Retention is saved.");
        page.WaitForAssertion(() => Assert.Contains("Entries older than 18 months move to archive files.", page.Find("dl").Words(), StringComparison.Ordinal));
        Assert.Equal(18, await ReadAsync(database => database.RetentionPolicies.Select(policy => policy.Months).SingleAsync()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("601")]
    [InlineData("some")]
    public async Task Retention_OfNoNumberOfMonths_IsRefusedBesideTheField(string months)
    {
        var page = await OpenAsync<RetentionPage>();
        page.WaitForElement("dl");
        page.Button("Change…").Click();
        Over.Option("The last months").Change(true);
        Over.WaitForElement(".portal-dialog [name=months]");
        Fill("months", months);

        Send();

        IsWrong("months", "Enter a whole number of months from 1 to 600.");
    }
}
