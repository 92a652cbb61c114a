using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History;

/// <summary>The filters, as chips. Choosing one changes the address; the page reads it from there.</summary>
public sealed partial class HistoryFilters
{
    private IReadOnlyList<(string Value, string Text)> _people = [];
    private IReadOnlyList<(string Value, string Text)> _behalf = [];
    private string? _group;
    private string? _launch;
    private (Guid Actor, string Roles, Guid? Person, Guid? OnBehalfOf, string? Group, Guid? Launch)? _readFor;

    [Parameter, EditorRequired]
    public HistoryFilter Filter { get; set; } = HistoryFilter.None;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    public required TimeProvider Time { get; init; }

    private IReadOnlyList<(string Value, string Text)> Environments =>
        [.. Workspace.Environments.Select(environment => (environment.Key, environment.Name))];

    private IReadOnlyList<(string Value, string Text)> Periods => [.. HistoryPeriod.Names.Select(name => (name, T[$"Period.{name}"].Value))];

    private IReadOnlyList<(string Value, string Text)> Actions => [.. HistoryActions.For(Actor).Select(name => (name, T[$"Action.{name}"].Value))];

    private IReadOnlyList<(string Value, string Text)> Purposes =>
        [.. Enum.GetValues<HistoryPurpose>().Select(purpose => (purpose.ToString(), T[$"Purpose.{purpose}"].Value))];

    private IReadOnlyList<(string Value, string Text)> Sources =>
        [.. Enum.GetValues<ChangeSource>().Select(source => (source.ToString(), T[$"Source.{source}"].Value))];

    protected override async Task OnParametersSetAsync()
    {
        // The page is live: its parameters are set again and again while nothing that counts here has changed.
        var wanted = (Actor.Id, string.Join(' ', Actor.Roles.Order()), Filter.Person, Filter.OnBehalfOf, Filter.Group, Filter.Launch);
        if (Actor.Roles.Count is 0 || _readFor == wanted)
            return;

        _readFor = wanted;
        _people = Options(await Choices.PeopleAsync(Actor), Filter.Person);
        _behalf = Options(await Choices.RepresentedAsync(Actor), Filter.OnBehalfOf);
        _group = Filter.Group is null ? null : await Choices.GroupNameAsync(Filter.Group, Actor);
        _launch = Filter.Launch is { } launch ? await Choices.LaunchNameAsync(launch, Actor) : null;
    }

    private IReadOnlyList<(string Value, string Text)> Options(IReadOnlyList<PersonChoice> people, Guid? chosen) =>
    [
        .. people.Select(person => (person.Id.ToString(), person.Name ?? T["Filter.Person.Portal"].Value)),
        .. chosen is { } id && people.All(person => person.Id != id) ? [(id.ToString(), T["Filter.Person.Unknown"].Value)] : Array.Empty<(string, string)>(),
    ];

    private void ChoosePeriod(string? period)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Workspace.Zone).DateTime);
        Go(Filter with
        {
            Period = period,
            From = period is HistoryPeriod.Custom ? today.AddDays(-6) : null,
            Until = period is HistoryPeriod.Custom ? today : null,
        });
    }

    private void Go(HistoryFilter filter) => Navigation.NavigateTo(filter.ToAddress());

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
