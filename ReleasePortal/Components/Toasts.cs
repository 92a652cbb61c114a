using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Domain;

namespace ReleasePortal.Components;

/// <summary>Short messages at the edge of the page. The one place where a refusal becomes a snackbar.</summary>
public sealed class Toasts(ISnackbar snackbar, Workspace workspace, TimeProvider time, IStringLocalizer<ComponentsTexts> texts)
{
    private const int UndoMilliseconds = 20_000;
    private const int ReadingMilliseconds = 6_000;

    /// <summary>Says that something was done.</summary>
    public Toast Done(string text) => Show(text, Severity.Success, ReadingMilliseconds);

    /// <summary>Says that something was done, with a button that takes it back.</summary>
    /// <param name="text">What was done.</param>
    /// <param name="undo">Takes it back. A refusal that it returns is shown.</param>
    /// <returns>The message: close it when undoing no longer makes sense.</returns>
    public Toast Done(string text, Func<Task<Refusal?>> undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        return Show(text, Severity.Success, UndoMilliseconds, options =>
        {
            options.Action = texts["Undo"];
            options.OnClick = async _ =>
            {
                if (await undo() is { } refusal)
                    ShowRefusal(refusal);
            };
        });
    }

    /// <summary>Says why something was not done.</summary>
    public Toast ShowRefusal(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var severity = refusal is Stale or AlreadySo ? Severity.Warning : Severity.Error;
        return Show(WhenWords.Plain(refusal.Message.Say(), time.GetUtcNow(), workspace.Zone), severity, milliseconds: null);
    }

    private Toast Show(string text, Severity severity, int? milliseconds, Action<SnackbarOptions>? more = null) => new(
        snackbar,
        snackbar.Add(text, severity, options =>
        {
            options.SnackbarVariant = Variant.Filled;
            options.ShowCloseIcon = true;
            options.RequireInteraction = milliseconds is null;
            options.VisibleStateDuration = milliseconds ?? 0;
            options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Prevent;
            more?.Invoke(options);
        }));
}

/// <summary>A message on the page.</summary>
public sealed class Toast(ISnackbar snackbar, Snackbar? message)
{
    /// <summary>Calls back once its time is over, or when the person has closed it.</summary>
    public void OnClose(Action then)
    {
        if (message is not null)
            message.OnClose += _ => then();
    }

    /// <summary>Takes it away before its time.</summary>
    public void Close()
    {
        if (message is not null)
            snackbar.Remove(message);
    }
}
