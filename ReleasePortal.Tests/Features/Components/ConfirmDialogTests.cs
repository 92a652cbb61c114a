using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class ConfirmDialogTests : ComponentTestContext
{
    private readonly List<string?> _reasons = [];
    private Refusal? _answer;

    public ConfirmDialogTests() => RenderProviders();

    [Fact]
    public async Task Confirm_Agreed_DoesItWithTheReasonAndCloses()
    {
        var asking = await AskAsync(AskReason.Required);

        Over.Find("input[name=reason]").Change("  database at 95 % CPU ");
        await Over.Find("form").SubmitAsync();

        Assert.True(await asking);
        Assert.Equal(["database at 95 % CPU"], _reasons);
    }

    [Fact]
    public async Task Confirm_Refused_StaysOpenWithWhatWasTyped()
    {
        _answer = new ReasonNeeded();
        var asking = await AskAsync(AskReason.Required);

        await Over.Find("form").SubmitAsync();

        Assert.Equal("Say why: a reason is required here.", Over.WaitForElement(".error").TextContent.Trim());
        Assert.False(asking.IsCompleted);
    }

    [Fact]
    public async Task Confirm_Cancelled_DoesNothing()
    {
        var asking = await AskAsync(AskReason.No);

        Over.FindAll("button").Single(button => button.TextContent == "Cancel").Click();

        Assert.False(await asking);
        Assert.Empty(_reasons);
    }

    [Fact]
    public async Task Confirm_SaysWhatWillHappen_AndNamesTheDialog()
    {
        _ = await AskAsync(AskReason.Yes);

        Assert.Equal("Switch off Recommendations", Over.Find("[role=dialog]").GetAttribute("aria-label"));
        Assert.Equal("Recommendations will be switched off.", Over.Find(".say").TextContent);
        Assert.Equal("Recommendations", Over.Find(".say strong").TextContent);
    }

    private async Task<Task<bool>> AskAsync(AskReason reason)
    {
        var question = new Confirmation("Switch off Recommendations", "Switch off", Act)
        {
            Reason = reason,
            Harm = true,
            Sentence = [new Segment("Recommendations", Emphasis.Name), new Segment(" will be switched off.", Emphasis.None)],
        };
        Task<bool> asking = null!;
        await Over.InvokeAsync(() => { asking = Services.GetRequiredService<IDialogService>().ConfirmAsync(question); });
        Over.WaitForElement("form");
        return asking;
    }

    private Task<Refusal?> Act(string? reason)
    {
        _reasons.Add(reason);
        return Task.FromResult(_answer);
    }
}
