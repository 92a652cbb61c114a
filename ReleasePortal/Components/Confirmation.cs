using MudBlazor;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components;

public enum AskReason
{
    No,

    /// <summary>Asked for; required where the environment says so.</summary>
    Yes,

    /// <summary>Required everywhere.</summary>
    Required,
}

/// <summary>What a <c>ConfirmDialog</c> asks.</summary>
/// <param name="Title">What is about to be done: "Withdraw Spring storefront".</param>
/// <param name="Go">The name of the act, on its button: "Withdraw".</param>
/// <param name="Act">Does it, with the reason that was given, if any. A refusal keeps the dialog open and is shown in it.</param>
public sealed record Confirmation(string Title, string Go, Func<string?, Task<Refusal?>> Act)
{
    /// <summary>What will happen, in one sentence.</summary>
    public IReadOnlyList<Segment> Sentence { get; init; } = [];

    /// <summary>The act takes something away: its button is red.</summary>
    public bool Harm { get; init; }

    public AskReason Reason { get; init; } = AskReason.No;

    /// <summary>What can be done instead once it was refused; null when nothing can.</summary>
    public Func<Refusal, Attempt?> Instead { get; init; } = _ => null;
}

/// <summary>Something that a person can do about a refusal: the name of the act, and the act.</summary>
public sealed record Attempt(string Go, Func<string?, Task<Refusal?>> Act);

public static class DialogExtensions
{
    /// <summary>Asks, and does it when the person agrees.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, Confirmation question)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { dialog => dialog.Question, question } };
        var reference = await dialogs.ShowAsync<ConfirmDialog>(question.Title, parameters);
        return await reference.Result is { Canceled: false };
    }
}
