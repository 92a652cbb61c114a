using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Budgets;

/// <summary>Sets the limits of all budgets.</summary>
public sealed partial class LimitsDialog
{
    private readonly Dictionary<Budget, string?> _typed = [];
    private string? _reason;
    private Refusal? _refusal;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>As they were when the dialog opened.</summary>
    [Parameter, EditorRequired]
    public BudgetLimits Limits { get; set; } = BudgetLimits.None;

    /// <summary>Their version by then.</summary>
    [Parameter, EditorRequired]
    public int Version { get; set; }

    protected override void OnInitialized()
    {
        foreach (var budget in Enum.GetValues<Budget>())
            _typed[budget] = Limits.Of(budget)?.ToString(CultureInfo.InvariantCulture);
    }

    private async Task SaveAsync()
    {
        var wanted = _typed.Aggregate(BudgetLimits.None, (limits, typed) => limits.With(typed.Key, Read(typed.Value)));
        _refusal = (await Desk.ApplyAsync(ChangeSet.Of(new SetBudgets(wanted, Version), _reason), await Session.ActorAsync())).Refusal;
        if (_refusal is not null)
            return;

        Toasts.Done(T["Set.Done"]);
        Dialog.Close(true);
    }

    // What cannot be a limit is one that the desk refuses.
    private static int? Read(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : int.TryParse(typed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var limit) ? limit
        : -1;
}
