using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Export;

/// <summary>What the dialog offers to each role, and what it says of a download that runs.</summary>
public sealed class ExportDialogTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    private static readonly string[] OfAFilter = ["/history/entries.csv", "/history/entries.jsonl", "/history/print"], ToProve = ["/history/export.jsonl", "/history/evidence.zip"];

    [Theory]
    [InlineData(Role.Engineer, false)]
    [InlineData(Role.Auditor, true)]
    public async Task Offers_WhatThePersonMayHave(Role role, bool isWhole)
    {
        await SignInAsync(role);
        await OpenAsync();

        Assert.Equal(isWhole ? [.. OfAFilter, .. ToProve] : OfAFilter, Links().Select(link => link.Split('?')[0]));
    }

    [Fact]
    public async Task Links_AreThoseOfTheFilterAndTheZone_AndItSaysWhich()
    {
        await SignInAsync(Role.Engineer);
        await OpenAsync("environment=production&text=show");

        Assert.StartsWith("/history/entries.csv?environment=production&text=show&zone=Europe%2FBerlin&run=", Links()[0], StringComparison.Ordinal);
        Assert.Contains("environment: Production, text: show", Over.Find(".portal-dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Period_OfTheEvidencePack_StandsInItsLink()
    {
        await SignInAsync(Role.Auditor);
        await OpenAsync();

        await Over.Find("input[name=from]").ChangeAsync(new ChangeEventArgs { Value = "2026-11-01" });
        await Over.Find("input[name=until]").ChangeAsync(new ChangeEventArgs { Value = "2026-11-30" });

        Assert.StartsWith("/history/evidence.zip?from=2026-11-01&until=2026-11-30&zone=Europe%2FBerlin&run=", Links()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_ItsProgressIsShown_AndItCanBeStopped()
    {
        await SignInAsync(Role.Engineer);
        await OpenAsync();
        var first = Links()[0];

        var run = Services.GetRequiredService<ExportRuns>().Begin(RunOf(first), APerson(Role.Engineer).Id);
        run.Tell(1_200, 0.25);
        Over.WaitForAssertion(() => Assert.Equal("0.25", Over.Find("progress").GetAttribute("value")));
        Assert.Contains("1,200 entries so far", Over.Find(".say").TextContent, StringComparison.Ordinal);
        Assert.NotEqual(first, Links()[0]); // another download gets a link of its own
        await Over.Button("Stop").ClickAsync(new());

        Assert.True(run.Stopped.IsCancellationRequested);
        run.End(isWhole: false);
        Over.WaitForAssertion(() => Assert.Contains("broken off after 1,200 entries", Over.Find(".say.warns").TextContent, StringComparison.Ordinal));
        Assert.Empty(Over.FindAll("progress"));
    }

    [Fact]
    public async Task Closed_ItsLinksAreFollowedByNobody()
    {
        await SignInAsync(Role.Engineer);
        await OpenAsync();
        var id = RunOf(Links()[0]);

        await Over.Button("Close").ClickAsync(new());
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);

        Assert.NotEqual(id, Services.GetRequiredService<ExportRuns>().Begin(id, APerson(Role.Engineer).Id).Id);
    }

    private async Task OpenAsync(string filter = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/history?" + filter);
        var page = Render<HistoryPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        await page.Button("Export…").ClickAsync(new());
        Over.WaitForElement(".portal-dialog .export");
    }

    private IReadOnlyList<string> Links() => [.. Over.FindAll(".portal-dialog a.btn").Select(link => link.GetAttribute("href")!)];

    private static Guid RunOf(string link) => Guid.Parse(link[(link.IndexOf("run=", StringComparison.Ordinal) + 4)..]);
}
