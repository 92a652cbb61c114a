using Microsoft.JSInterop;

namespace ReleasePortal.Components;

/// <summary>What the portal asks of the person's browser (wwwroot/portal.js), and what it keeps there.</summary>
public sealed class Browser(IJSRuntime script)
{
    /// <summary>What the browser knows when a page opens.</summary>
    /// <param name="Zone">The IANA name of its time zone.</param>
    /// <param name="Environment">The environment that was chosen last; null when none was.</param>
    /// <param name="IsDark">Whether the page is shown dark, by choice or because the device is.</param>
    public sealed record Facts(string? Zone, string? Environment, bool IsDark);

    public ValueTask<Facts> ReadAsync(CancellationToken cancellationToken = default) =>
        script.InvokeAsync<Facts>("portal.facts", cancellationToken);

    public ValueTask RememberEnvironmentAsync(string key) => script.InvokeVoidAsync("portal.rememberEnvironment", key);

    /// <summary>Puts a text on the clipboard.</summary>
    /// <returns>Whether the browser let us.</returns>
    public ValueTask<bool> CopyAsync(string text) => script.InvokeAsync<bool>("portal.copy", text);

    /// <summary>Moves the focus to the first field of the form that is marked as wrong.</summary>
    public ValueTask FocusFirstErrorAsync(string formId) => script.InvokeVoidAsync("portal.focusFirstError", formId);
}
