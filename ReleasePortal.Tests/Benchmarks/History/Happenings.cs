using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Benchmarks.History;

/// <summary>One thing that happened: the material of an entry.</summary>
internal sealed record Happening(
    Changed Changed, Subject Subject, string? Environment, Actor Actor, string? Reason, ChangeSource Source, Guid Correlation, DateTimeOffset At, Guid Id);

/// <summary>
/// Years of a busy portal, decided by the same entities as behind the desk: releases, withdrawals and canaries, edits, groups, launches,
/// sign-ins and keys. Some people and some controls are in it much more often than others; the same seed gives the same years.
/// </summary>
/// <param name="controls">All controls with their states; altered in memory only.</param>
/// <param name="groups">The groups.</param>
/// <param name="people">Who does it.</param>
/// <param name="environments">The environments' names by their keys.</param>
/// <param name="from">When it begins.</param>
/// <param name="until">When it ends.</param>
/// <param name="count">How much happens.</param>
internal sealed class Happenings(
    IReadOnlyList<ReleaseControl> controls,
    IReadOnlyList<AudienceGroup> groups,
    IReadOnlyList<Actor> people,
    IReadOnlyDictionary<string, string> environments,
    DateTimeOffset from,
    DateTimeOffset until,
    int count)
{
    private const int OperationalPercent = 15;

    private readonly Random _random = new(20_261_123);
    private readonly List<ReleaseControl> _business = [.. controls.Where(control => control.Purpose is Purpose.Business)];
    private readonly List<ReleaseControl> _operational = [.. controls.Where(control => control.Purpose is Purpose.Operational)];
    private readonly List<string> _environments = [.. environments.Keys.Order(StringComparer.Ordinal)];
    private readonly Dictionary<string, string> _groupNames = groups.ToDictionary(group => group.Key, group => group.Name, StringComparer.Ordinal);
    private readonly Actor _pipeline = new(Guid.CreateVersion7(from), "Pipeline", ActorKind.ApplicationKey, [], people[0].Id);
    private long _number;

    public IEnumerable<Happening> All()
    {
        while (true)
        {
            foreach (var happening in Some())
            {
                if (_number >= count)
                    yield break;
                yield return happening;
                _number++;
            }
        }
    }

    private IEnumerable<Happening> Some() => _random.Next(100) switch
    {
        < 66 => AStateChange(),
        < 76 => AnEdit(),
        < 79 => AGroup(),
        < 83 => ALaunch(),
        < 97 => ASignIn(),
        _ => AKey(),
    };

    private IEnumerable<Happening> AStateChange()
    {
        var source = _random.Next(20) is 0 ? ChangeSource.Api : ChangeSource.Button;
        var told = By(source is ChangeSource.Api ? _pipeline : Somebody());
        yield return Act(told, AControl(), AnEnvironment(), AReason(), source, NewId(told));
    }

    private IEnumerable<Happening> AnEdit()
    {
        var (told, control) = (By(Somebody()), AControl());
        var details = new ControlDetails
        {
            Name = control.Name,
            Description = string.Create(CultureInfo.InvariantCulture, $"Shoppers see version {_number} of it, if they are among those who should."),
            Owner = control.Owner,
            Tags = control.Tags,
            RemoveBy = DateOnly.FromDateTime(told.At.UtcDateTime).AddDays(60),
            Variants = control.Kind is ControlKind.Flag ? control.Variants : [],
        };
        if (control.Edit(details, seenVersion: null, told).TryGet(out var changed, out _))
            yield return Of(told, changed, SubjectOf(control), environment: null, AReason());
    }

    private IEnumerable<Happening> AGroup()
    {
        var (told, group) = (By(Somebody()), groups[_random.Next(groups.Count)]);
        var details = new GroupDetails
        {
            Name = group.Name,
            Description = string.Create(CultureInfo.InvariantCulture, $"Those who asked, as of request {_number}."),
            Members = [.. Enumerable.Range(0, 4).Select(_ => string.Create(CultureInfo.InvariantCulture, $"shopper-{_random.Next(1_000, 10_000)}"))],
        };
        if (group.Edit(details, seenVersion: null, told).TryGet(out var changed, out _))
            yield return Of(told, changed, new Subject(SubjectKind.Group, group.Id, group.Key, group.Area), environment: null, AReason());
    }

    private IEnumerable<Happening> ALaunch()
    {
        var (owner, environment) = (Somebody(), AnEnvironment());
        var told = By(owner, environment);
        var steps = Enumerable.Range(0, 3).Select(_ => _business[Often(_business.Count)]).Where(step => step.Kind is ControlKind.Toggle).Distinct().ToList();
        var changes = steps.ConvertAll(step => new ReleaseControlToEveryone(step.Key, environment));
        var details = new LaunchDetails
        {
            Name = Reasons.Campaign(_random),
            Notes = Reasons.Any(_random, _number),
            Environment = environment,
            Steps = [.. changes.Select(change => PlannedStep.AtOnce(change))],
        };
        var launch = Launch.Create(
            NewId(told), details, [.. steps.Zip(changes, (step, change) => new StepSubject(step, step.Say(change, told).OrThrow()))], told);
        var subject = new Subject(SubjectKind.Launch, launch.Id, launch.Id.ToString(), launch.Area, Purpose.Business);
        yield return Of(told, launch.Created(), subject, environment, details.Notes, correlation: launch.Id);
        foreach (var step in steps)
            yield return Act(By(Actor.ScheduleFor(owner.Id), environment), step, environment, details.Notes, ChangeSource.Launch, launch.Id);
    }

    private IEnumerable<Happening> ASignIn()
    {
        var person = Somebody();
        var said = new Sentence(_random.Next(30) is 0 ? "RecordDoorEvent.SignInFailed" : "RecordDoorEvent.SignedIn", Words.None.WithPersonal("person", person.Name));
        yield return Of(
            By(Actor.Portal), new Changed(said, Before: null, After: null), new Subject(SubjectKind.Person, person.Id, person.Id.ToString(), Areas.Default),
            environment: null, reason: null, ChangeSource.Portal);
    }

    private IEnumerable<Happening> AKey()
    {
        var environment = AnEnvironment();
        var told = By(Somebody(), environment);
        var wanted = new CreateKey(
            NewId(told), string.Create(CultureInfo.InvariantCulture, $"Web shop {_number}"), KeyKind.Server, environment, new string('0', 64), "rp_server_a1b2");
        var key = ApiKey.Create(wanted, told).OrThrow();
        yield return Of(told, key.Created(told), new Subject(SubjectKind.Key, key.Id, key.Id.ToString(), key.Area), environment, AReason());
    }

    private Happening Act(Circumstances told, ReleaseControl control, string environment, string? reason, ChangeSource source, Guid correlation)
    {
        var inWords = told with { EnvironmentName = environments[environment] };
        var isOpen = control.StateOn(environment) != ReleaseState.Closed;
        var changed = isOpen
            ? control.Withdraw(environment, seenVersion: null, inWords)
            : control.ReleaseToEveryone(
                environment, control.Kind is ControlKind.Flag ? "blue" : null, _random.Next(6) is 0 ? _random.Next(1, 40) * 100 : null, seenVersion: null, inWords);
        return Of(told, changed.OrThrow(), SubjectOf(control), environment, reason, source, correlation);
    }

    private Happening Of(
        Circumstances told, Changed changed, Subject subject, string? environment, string? reason,
        ChangeSource source = ChangeSource.Button, Guid? correlation = null) =>
        new(changed, subject, environment, told.Actor, reason, source, correlation ?? NewId(told), told.At, told.EntryId);

    private Circumstances By(Actor actor, string? environment = null)
    {
        var at = from + ((until - from) * ((double)_number / count));
        return new Circumstances(actor, at, Guid.CreateVersion7(at), environment is null ? "" : environments[environment], _groupNames);
    }

    private ReleaseControl AControl()
    {
        var hands = _random.Next(100) < OperationalPercent ? _operational : _business;
        return hands[Often(hands.Count)];
    }

    private Actor Somebody() => people[Often(people.Count)];

    private string AnEnvironment() => _environments[_random.Next(_environments.Count)];

    private string? AReason() => _random.Next(4) is 0 ? null : Reasons.Any(_random, _number);

    // The first ones come up far more often than the last ones.
    private int Often(int of) => (int)(of * Math.Pow(_random.NextDouble(), 3));

    private static Subject SubjectOf(ReleaseControl control) => new(SubjectKind.Control, control.Id, control.Key, control.Area, control.Purpose);

    private static Guid NewId(Circumstances told) => Guid.CreateVersion7(told.At);
}

file static class Results
{
    public static T OrThrow<T>(this Result<T> result)
        where T : class =>
        result.TryGet(out var value, out var refusal) ? value : throw new InvalidOperationException(refusal.Message.ToString());
}
