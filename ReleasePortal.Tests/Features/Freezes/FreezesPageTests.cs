using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Features.Freezes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Freezes;

/// <summary>The page of freezes; the viewer is in Berlin.</summary>
public sealed class FreezesPageTests() : PortalTestContext(builder =>
{
    builder.Services.AddFreezes();
    builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(Now)));
})
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private FakeTimeProvider Time => (FakeTimeProvider)Services.GetRequiredService<TimeProvider>();

    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Freezes_AreThereForThoseWhoMayFreeze(Role role, bool may)
    {
        await SignInAsync(role);
        await ApplyAsync(Role.Engineer, Freeze(Now, Now.AddHours(1)));

        Assert.Equal(may, RoomAttribute.LetsIn(APerson(role), typeof(FreezesPage)));
        Assert.Equal(may, Services.GetServices<NavigationItem>().Single(item => item.Texts == typeof(FreezesTexts)).IsFor(APerson(role)));
        Assert.Equal(may ? 1 : 0, (await Services.GetRequiredService<FreezesQuery>().ListAsync(APerson(role))).Count);
    }

    [Fact]
    public async Task Freezes_None_SaysWhatThePageIsFor()
    {
        var page = await OpenAsync();

        Assert.Equal("No freezes", page.Find(".empty strong").Words());
    }

    [Fact]
    public async Task Freezes_ActiveAndComingStandAbovePast_InTheViewersZone()
    {
        var page = await OpenAsync(async () =>
        {
            await ApplyAsync(Role.Engineer, Freeze(Now, Now.AddHours(1), "First"));
            Time.Advance(TimeSpan.FromHours(2));
            await ApplyAsync(Role.Administrator, Freeze(Now.AddDays(2), Now.AddDays(3), "Third"));
            await ApplyAsync(Role.Administrator, Freeze(Now.AddHours(2), Now.AddDays(1), "Second"));
        });

        Assert.Equal(
            [
                "Production Active|Mon 23 Nov 15:00|Tue 24 Nov 13:00|Second|Robin Administrator",
                "Production Coming|Wed 25 Nov 13:00|Thu 26 Nov 13:00|Third|Robin Administrator",
                "Production Over|Mon 23 Nov 13:00|Mon 23 Nov 14:00|First|Robin Engineer",
            ],
            Rows(page));
        Assert.Equal(2, page.FindAll("table").Count);
    }

    [Fact]
    public async Task Freezes_WhoseTimeComesAndGoes_MoveByThemselves()
    {
        var page = await OpenAsync(() => ApplyAsync(Role.Engineer, Freeze(Now.AddHours(1), Now.AddHours(2))));

        Time.Advance(TimeSpan.FromHours(1));
        page.WaitForAssertion(() => Assert.StartsWith("Production Active", Rows(page).Single(), StringComparison.Ordinal));
        Time.Advance(TimeSpan.FromHours(1));
        page.WaitForAssertion(() => Assert.StartsWith("Production Over", Rows(page).Single(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_Now_IsDefined()
    {
        var page = await OpenAsync();
        page.FindAll("button").First(button => button.Words() == "New freeze…").Click();

        Over.Field("until").Change("2026-11-24T08:00");
        Over.Field("reason").Change("Stocktaking");
        Over.WaitForAssertion(() => Assert.Equal(
            "Production will accept no changes from Mon 23 Nov 13:00 until Tue 24 Nov 08:00.", Over.Find(".portal-dialog .say").Words()));
        Send();

        page.WaitForAssertion(() => Assert.Equal(["Production Active|Mon 23 Nov 13:00|Tue 24 Nov 08:00|Stocktaking|Robin Engineer"], Rows(page)));
        Assert.Equal(Now.AddHours(19), (await FreezeAsync()).Until); // 08:00 in Berlin
    }

    [Fact]
    public async Task New_AtASetTimeOnAnotherEnvironment_IsDefined()
    {
        var page = await OpenAsync();
        page.FindAll("button").First(button => button.Words() == "New freeze…").Click();

        Over.Field("environment").Change("1");
        Over.Option("At a set time").Change(true);
        Over.WaitForAssertion(() => Assert.Equal("2026-11-23T14:00", Over.Field("from").GetAttribute("value")));
        Over.Field("from").Change("2027-07-01T09:00");
        Over.Field("until").Change("2027-07-02T09:00");
        Over.Field("reason").Change("Summer");
        Send();

        page.WaitForState(() => page.FindAll("tbody tr").Count is 1);
        var freeze = await FreezeAsync();
        // In July Berlin is two hours ahead.
        Assert.Equal(("staging", new DateTimeOffset(2027, 7, 1, 7, 0, 0, TimeSpan.Zero)), (freeze.Environment, freeze.From));
    }

    [Theory]
    [InlineData("", "Stocktaking", "until", "Fill this in.")]
    [InlineData("2026-11-23T13:00", "Stocktaking", "until", "Choose a time that is still to come.")]
    [InlineData("2028-11-23T13:00", "Stocktaking", "until", "A freeze lasts 366 days at most.")]
    [InlineData("2026-11-24T13:00", "  ", "reason", "Fill this in.")]
    public async Task New_WhatDoesNotHold_IsSaidBesideTheField(string until, string reason, string field, string message)
    {
        var page = await OpenAsync();
        page.FindAll("button").First(button => button.Words() == "New freeze…").Click();

        Over.Field("until").Change(until);
        Over.Field("reason").Change(reason);
        Send();

        Over.WaitForAssertion(() => Assert.Equal(message, Over.ErrorBeside(field)));
    }

    [Fact]
    public async Task Edit_WhileItLasts_KeepsItsBeginning()
    {
        var page = await OpenAsync(() => ApplyAsync(Role.Engineer, Freeze(Now, Now.AddHours(1))));
        page.Button("Edit…").Click();

        Assert.Equal("2026-11-23T14:00", Over.Field("until").GetAttribute("value"));
        Assert.Empty(Over.FindAll("[name=from]"));
        Over.Field("until").Change("2026-11-23T18:30");
        Send();

        page.WaitForAssertion(() => Assert.Contains("|Mon 23 Nov 18:30|", Rows(page).Single(), StringComparison.Ordinal));
        Assert.Equal(Now, (await FreezeAsync()).From);
    }

    [Fact]
    public async Task Edit_FromAnOlderVersion_IsRefused()
    {
        var page = await OpenAsync(() => ApplyAsync(Role.Engineer, Freeze(Now, Now.AddHours(1))));
        page.Button("Edit…").Click();
        await ApplyAsync(Role.Administrator, new EditFreeze((await FreezeAsync()).Id, "production", new FreezeDetails(null, Now.AddHours(3), "Longer")));

        Over.Field("until").Change("2026-11-23T18:30");
        Send();

        Over.WaitForAssertion(() => Assert.Contains("Robin Administrator", Over.Find("[role=alert]").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lift_Confirmed_EndsIt()
    {
        var page = await OpenAsync(() => ApplyAsync(Role.Administrator, Freeze(Now, Now.AddHours(1))));
        page.Button("Lift…").Click();

        Over.WaitForAssertion(() => Assert.Equal("Production will accept changes again at once.", Over.Find(".portal-dialog .say").Words()));
        Send();

        page.WaitForAssertion(() => Assert.StartsWith("Production Lifted", Rows(page).Single(), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody button"));
    }

    private static DefineFreeze Freeze(DateTimeOffset from, DateTimeOffset until, string reason = "Stocktaking") =>
        new("production", new FreezeDetails(from, until, reason));

    private static IEnumerable<string> Rows(IRenderedComponent<FreezesPage> page) => page.FindAll("tbody tr")
        .Select(row => string.Join('|', row.QuerySelectorAll("td").Take(5).Select(Markup.Words)));

    private async Task<IRenderedComponent<FreezesPage>> OpenAsync(Func<Task>? before = null)
    {
        await SignInAsync(Role.Engineer);
        if (before is not null)
            await before();
        var page = Render<FreezesPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }

    private void Send() => Over.Find(".portal-dialog form").Submit();

    private async Task<Freeze> FreezeAsync()
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Freezes.AsNoTracking().SingleAsync();
    }
}
