using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Launches.Calendar;
using ReleasePortal.Features.Launches.Feed;

namespace ReleasePortal.Features.Launches;

/// <summary>The launches of the chosen environment: a month, a week, or a list by where they are in their life.</summary>
public sealed partial class LaunchesPage
{
    private readonly Dictionary<LaunchSection, int> _wanted = [];
    private LaunchesAddress _address = new(LaunchesView.Month, default);
    private CalendarPeriod? _period;
    private DateOnly _today;
    private IReadOnlyList<CalendarLaunch> _launches = [];
    private IReadOnlyList<LaunchSectionRows> _sections = [];
    private string? _listOf;

    [Inject]
    public required LaunchCalendarQuery Calendar { get; init; }

    [Inject]
    public required LaunchListQuery List { get; init; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewText { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool MayPlan => AccessRules.Allows(Actor, Operation.Release);

    // A control that changes hands takes its launches with it.
    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Launch or SubjectKind.Control or SubjectKind.Person;

    protected override Task OnParametersSetAsync()
    {
        Look();
        return base.OnParametersSetAsync();
    }

    protected override async Task LoadAsync()
    {
        Look();
        var environment = Workspace.Environment.Key;
        if (_period is { } period)
        {
            var (from, until) = period.In(Workspace.Zone);
            _launches = await Calendar.ReadAsync(environment, from, until, Actor, Gone);
            return;
        }

        if (_listOf != environment)
            _wanted.Clear();
        _listOf = environment;
        _sections = await List.ReadAsync(environment, Actor, section => _wanted.GetValueOrDefault(section, LaunchListQuery.Step), Gone);
    }

    private Task SubscribeAsync() => Dialogs.ShowAsync<SubscribeDialog>(T["Feed.Title"]);

    private void Look()
    {
        _today = CalendarPeriod.DayOf(Time.GetUtcNow(), Workspace.Zone);
        _address = LaunchesAddress.Read(ViewText, DayText, Workspace.IsNarrow ? LaunchesView.List : LaunchesView.Month, _today);
        _period = _address.View is LaunchesView.List ? null : CalendarPeriod.Around(_address.View, _address.Day);
    }

    private async Task ShowMoreAsync(LaunchSectionRows section)
    {
        _wanted[section.Section] = section.Rows.Count + LaunchListQuery.Step;
        if (section.Section is not LaunchSection.Past)
        {
            await ReloadAsync();
            return;
        }

        // The past is long: read on from the last row instead of reading all of it again.
        var older = await List.PastAsync(Workspace.Environment.Key, Actor, section.Rows[^1], Gone);
        var grown = section with { Rows = [.. section.Rows, .. older], HasMore = older.Count == LaunchListQuery.Step };
        _sections = [.. _sections.Select(known => known == section ? grown : known)];
    }

    private string PeriodName(CalendarPeriod period)
    {
        var culture = CultureInfo.CurrentCulture;
        return period.View is LaunchesView.Month
            ? period.Day.ToString("MMMM yyyy", culture)
            : T["Period.Week", period.First.ToString(period.First.Month == period.Last.Month ? "%d" : "d MMMM", culture), period.Last.ToString("d MMMM yyyy", culture)];
    }
}
