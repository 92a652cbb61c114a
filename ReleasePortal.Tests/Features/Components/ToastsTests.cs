using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class ToastsTests : ComponentTestContext
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    public ToastsTests() => RenderProviders();

    [Fact]
    public async Task Done_WithUndo_TakesItBack()
    {
        var undone = false;
        await Over.InvokeAsync(() => Toasts.Done("Released Spring storefront.", () =>
        {
            undone = true;
            return Task.FromResult<Refusal?>(null);
        }));

        Over.WaitForElement(".mud-snackbar-action-button").Click();

        Over.WaitForAssertion(() => Assert.True(undone));
    }

    [Fact]
    public async Task Done_UndoRefused_SaysWhy()
    {
        await Over.InvokeAsync(() => Toasts.Done("Released.", () => Task.FromResult<Refusal?>(new NotAllowed(default))));

        Over.WaitForElement(".mud-snackbar-action-button").Click();

        Over.WaitForAssertion(() => Assert.Contains("Your role does not allow this.", Over.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ShowRefusal_SaysItsMessage_UntilItIsClosed()
    {
        await Over.InvokeAsync(() => Toasts.ShowRefusal(new Unknown(SubjectKind.Control, "spring")));

        Over.WaitForAssertion(() => Assert.Contains("There is nothing by that name.", Over.Find(".mud-snackbar").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Close_TakesTheMessageAway()
    {
        Toast toast = null!;
        await Over.InvokeAsync(() => toast = Toasts.Done("Released."));
        Over.WaitForElement(".mud-snackbar");

        await Over.InvokeAsync(toast.Close);

        Over.WaitForAssertion(() => Assert.Empty(Over.FindAll(".mud-snackbar")));
    }
}
