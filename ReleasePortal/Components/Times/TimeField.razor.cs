using Microsoft.AspNetCore.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Times;

/// <summary>
/// A local date and time with its zone. Says at once which instant is meant, that a time does not exist because clocks go
/// forward, or asks which one is meant where they go back.
/// </summary>
public sealed partial class TimeField
{
    private PlannedTime? _settled;
    private Refusal? _problem;
    private Refusal? _mended;
    private IReadOnlyList<TimeSpan> _choices = [];

    /// <summary>What is typed; the field writes into it.</summary>
    [Parameter, EditorRequired]
    public TimeDraft Value { get; set; } = new();

    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Another time of the same form, which keeps to this one's zone until it is given one of its own.</summary>
    [Parameter]
    public TimeDraft? Follower { get; set; }

    private string ZoneName => Name + ".zone";

    private bool IsSkipped => _problem is Invalid { Errors: [{ Rule: "NoSuchTime" }, ..] };

    private string? Wrong => Shown.Count > 0 ? "true" : null;

    // What the form was answered with stands here until the time is typed anew; what is plain from the clock alone stands here at once.
    private IReadOnlyList<Sentence> Shown => IsSkipped && _problem is not null ? [_problem.Message] : IsMended ? [] : Messages;

    private IReadOnlyList<Sentence> ZoneMessages => _problem is Invalid { Errors: [{ Rule: "UnknownZone" }, ..] } problem
        ? [problem.Message]
        : IsMended ? [] : (Form?.Errors ?? FieldErrors.None).For(ZoneName);

    private bool IsMended => Form?.Refusal is { } refusal && ReferenceEquals(refusal, _mended);

    // By its place: an offset of zero is one of the two in London, and must not look chosen before it is.
    private int Meant => Value.Offset is { } offset ? _choices.ToList().IndexOf(offset) : -1;

    private IReadOnlyList<Choice<int>> Twice =>
    [
        .. _choices.Select((offset, index) => new Choice<int>(index, T[index is 0 ? "Twice.First" : "Twice.Second"], T[index is 0 ? "Twice.Before" : "Twice.After", Zones.Say(offset)])),
    ];

    protected override void OnInitialized() => Form?.Register(ZoneName);

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Look();
    }

    private Task SetDateAsync(ChangeEventArgs input) => SetAsync(() => Value.Date = input.Value as string ?? "");

    private Task SetTimeAsync(ChangeEventArgs input) => SetAsync(() => Value.Time = input.Value as string ?? "");

    private Task SetZoneAsync(ChangeEventArgs input) => SetAsync(() =>
    {
        var zone = Zones.Meant(input.Value as string);
        if (Follower is not null && Follower.Zone == Value.Zone)
            Follower.Zone = zone;
        Value.Zone = zone;
    });

    private Task ChooseAsync(int index) => SetAsync(() => Value.Offset = _choices[index]);

    private Task TakeAsync(PlannedTime next) => SetAsync(() =>
    {
        var draft = TimeDraft.Of(next);
        (Value.Date, Value.Time, Value.Offset) = (draft.Date, draft.Time, draft.Offset);
    });

    private Task SetAsync(Action set)
    {
        set();
        _mended = Form?.Refusal;
        Look();
        return Changed.InvokeAsync();
    }

    private void Look()
    {
        var wanted = Value.Wanted;
        (_settled, _problem) = wanted is not null && PlannedTime.Settle(wanted, Name) is var settled ? (settled.Value, settled.Refusal) : (null, null);
        _choices = wanted is null ? [] : PlannedTime.ChoicesOf(wanted.Local, wanted.Zone);
    }
}
