using Microsoft.JSInterop;

namespace ReleasePortal.Components;

/// <summary>What the portal asks of the person's browser (wwwroot/portal.js), and what it keeps there.</summary>
public sealed class Browser(IJSRuntime script)
{
    /// <summary>What the browser knows when a page opens.</summary>
    /// <param name="Zone">The IANA name of its time zone.</param>
    /// <param name="Environment">The environment that was chosen last; null when none was.</param>
    /// <param name="IsNarrow">Whether it is as narrow as a phone.</param>
    public sealed record Facts(string? Zone, string? Environment, bool IsNarrow = false);

    public ValueTask<Facts> ReadAsync(CancellationToken cancellationToken = default) =>
        script.InvokeAsync<Facts>("portal.facts", cancellationToken);

    /// <summary>Has <paramref name="watcher"/>'s <c>OnThemeChanged</c> called whenever the page turns light or dark.</summary>
    /// <returns>Whether it is dark now.</returns>
    public ValueTask<bool> WatchThemeAsync<T>(DotNetObjectReference<T> watcher)
        where T : class => script.InvokeAsync<bool>("portal.watchTheme", watcher);

    public ValueTask CloseSearchAsync() => script.InvokeVoidAsync("portal.closeSearch");

    public ValueTask ScrollToHitAsync(string elementId) => script.InvokeVoidAsync("portal.scrollToHit", elementId);

    public ValueTask RememberEnvironmentAsync(string key) => script.InvokeVoidAsync("portal.rememberEnvironment", key);

    /// <summary>Puts a text on the clipboard.</summary>
    /// <returns>Whether the browser let us.</returns>
    public ValueTask<bool> CopyAsync(string text) => script.InvokeAsync<bool>("portal.copy", text);

    /// <summary>Moves the focus to the first field of the form that is marked as wrong.</summary>
    public ValueTask FocusFirstErrorAsync(string formId) => script.InvokeVoidAsync("portal.focusFirstError", formId);
}
