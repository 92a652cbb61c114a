using Microsoft.AspNetCore.Components;
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
        return Show(text, Severity.Success, UndoMilliseconds, options => Offer(options, texts["Undo"], undo));
    }

    /// <summary>Says that something was done, with a way to it and, where there is one, an act that takes it back.</summary>
    /// <param name="text">What was done.</param>
    /// <param name="link">Where it is to be seen.</param>
    /// <param name="act">The name of the act; null for none.</param>
    /// <param name="undo">The act. A refusal that it returns is shown.</param>
    public Toast Done(string text, ToastLink link, string? act = null, Func<Task<Refusal?>>? undo = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        RenderFragment message = builder =>
        {
            builder.AddContent(0, text + " ");
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", link.Address);
            builder.AddContent(3, link.Text);
            builder.CloseElement();
        };
        return new Toast(snackbar, snackbar.Add(message, Severity.Success, options =>
        {
            Dress(options, UndoMilliseconds);
            if (undo is not null)
                Offer(options, act ?? texts["Undo"], undo);
        }));
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
            Dress(options, milliseconds);
            more?.Invoke(options);
        }));

    private void Offer(SnackbarOptions options, string act, Func<Task<Refusal?>> undo)
    {
        options.Action = act;
        options.OnClick = async _ =>
        {
            if (await undo() is { } refusal)
                ShowRefusal(refusal);
        };
    }

    private static void Dress(SnackbarOptions options, int? milliseconds)
    {
        options.SnackbarVariant = Variant.Filled;
        options.ShowCloseIcon = true;
        options.RequireInteraction = milliseconds is null;
        options.VisibleStateDuration = milliseconds ?? 0;
        options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Prevent;
    }
}

/// <summary>Where a message leads.</summary>
public sealed record ToastLink(string Text, string Address);

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
