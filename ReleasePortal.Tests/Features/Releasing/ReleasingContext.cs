using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;
using Release = ReleasePortal.Components.Releasing.Releasing;

namespace ReleasePortal.Tests.Features.Releasing;

/// <summary>Somebody has pressed a button that releases or withdraws, on any page.</summary>
public abstract class ReleasingContext : PortalTestContext
{
    /// <summary>The sentence of what will happen.</summary>
    protected string WillHappen => Over.FindAll(".portal-dialog .say").Select(Markup.Words).FirstOrDefault() ?? "";

    /// <summary>The messages at the edge of the page.</summary>
    protected IEnumerable<string> Messages => Over.FindAll(".mud-snackbar .mud-snackbar-content-message").Select(Markup.Words);

    /// <summary>Presses "Release…", and waits for the dialog, or for the message that stands in for it.</summary>
    protected void PressRelease(string control)
    {
        _ = Over.InvokeAsync(() => Services.GetRequiredService<Release>().ReleaseAsync(control));
        Over.WaitForElement(".portal-dialog, .mud-snackbar");
    }

    /// <summary>Presses "Withdraw…" or "Switch off…", likewise.</summary>
    protected void PressWithdraw(string control)
    {
        _ = Over.InvokeAsync(() => Services.GetRequiredService<Release>().WithdrawAsync(control));
        Over.WaitForElement(".portal-dialog, .mud-snackbar");
    }

    protected void Send() => Over.Find(".portal-dialog form").Submit();

    /// <summary>Sends the dialog, and waits until it has gone, with the message that says what was done.</summary>
    protected void SendAndSee(string done)
    {
        Send();
        WaitForMessage(done);
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);
    }

    protected void WaitForMessage(string text) => Over.WaitForAssertion(() => Assert.Contains(text, Messages));

    /// <summary>Chooses a tile.</summary>
    protected void Choose(string words) => Over.Option(words).Change(true);

    protected bool IsChosen(string words) => Over.Option(words).HasAttribute("checked");

    /// <summary>What is stored.</summary>
    protected async Task<ReleaseState> StateOfAsync(string control, string environment = "production")
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var stored = await database.Controls.AsNoTracking().Include(any => any.States).SingleAsync(any => any.Key == control);
        return stored.StateOn(environment);
    }

    /// <summary>The last entry's reason and action.</summary>
    protected async Task<(string Action, string? Reason)> LastEntryAsync()
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var entry = await database.Entries.OrderByDescending(any => any.Sequence).FirstAsync();
        var texts = await database.EntryTexts.Where(text => text.Sequence == entry.Sequence).ToListAsync();
        return (entry.Action, EntryLine.Read(entry, texts).Reason);
    }

    /// <summary>The environment asks for a reason from now on.</summary>
    protected async Task ReasonIsRequiredOnProductionAsync()
    {
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: true)));
        await Over.InvokeAsync(() => Workspace.RefreshAsync());
    }
}
