using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History.Reviews;

/// <summary>Who could release what in the last months, who did, and who never did.</summary>
public sealed partial class AccessReviewPage
{
    private const int UsualMonths = 3;

    private static readonly int[] Periods = [1, UsualMonths, 6, 12];

    private AccessReview _review = AccessReview.None;

    [Inject]
    public required AccessReviewQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>How long the period is; one of the offered ones.</summary>
    [SupplyParameterFromQuery(Name = "months")]
    public int? Wanted { get; set; }

    private int Months => Wanted is { } wanted && Periods.Contains(wanted) ? wanted : UsualMonths;

    private bool MayConfirm => AccessRules.Allows(Actor, Operation.ManagePeople);

    private bool IsDue => _review.DueAt is not { } due || due <= Time.GetUtcNow();

    private string Summary => T["Summary", _review.Count.Could, _review.Count.Never];

    // Releases come all day and are many: whoever wants their newest count opens the page again.
    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Person or SubjectKind.Key;

    protected override async Task LoadAsync() => _review = await Query.ReadAsync(Months, Actor, Gone);

    private string NamesOf(IReadOnlyList<Role> roles) =>
        roles.Count is 0 ? T["Roles.None"] : string.Join(", ", roles.Select(role => Words[$"Role.{role}"].Value));

    private string HistoryOf(Guid who) => (HistoryFilter.None with
    {
        Person = who,
        Period = HistoryPeriod.Custom,
        From = DayOf(_review.From),
        Until = DayOf(_review.Until),
    }).ToAddress();

    private DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Workspace.Zone).DateTime);

    private Task ConfirmAsync()
    {
        var change = new ConfirmAccessReview(Actor.Id, _review.From, _review.Until);
        var (from, until) = (Day(_review.From), Day(_review.Until));
        return Dialogs.ConfirmAsync(new Confirmation(T["Confirm.Title"], T["Confirm"], async note =>
        {
            var result = await Desk.ApplyAsync(ChangeSet.Of(change, note), Actor);
            if (result.IsSuccess)
                Toasts.Done(T["Confirm.Done"]);
            return result.Refusal;
        })
        {
            Sentence = [new Segment(T["Confirm.Text", from, until], Emphasis.None)],
            Reason = AskReason.Yes,
        });
    }

    private string Day(DateTimeOffset instant) => DayOf(instant).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
}
