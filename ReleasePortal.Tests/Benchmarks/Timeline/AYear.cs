using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Benchmarks.Timeline;

/// <summary>
/// A year of 200 services. Each has its part of the controls and carries eight of them at a time, the older ones making room; every
/// version goes to all environments. Each of its controls is released while it is carried, and withdrawn again. The same seed gives the same year.
/// </summary>
/// <param name="controls">All controls with their states; altered in memory only.</param>
/// <param name="environments">The environments' names by their keys.</param>
/// <param name="engineer">Who does it.</param>
/// <param name="from">When it begins.</param>
internal sealed class AYear(IReadOnlyList<ReleaseControl> controls, IReadOnlyDictionary<string, string> environments, Actor engineer, DateTimeOffset from)
{
    private const int Services = 200, Carried = 8;

    private static readonly TimeSpan Length = TimeSpan.FromDays(365);

    private readonly Random _random = new(20_261_123);
    private readonly List<string> _environments = [.. environments.Keys.Order(StringComparer.Ordinal)];

    public DateOnly Start => DateOnly.FromDateTime(from.UtcDateTime);

    /// <summary>In the order in which they were done.</summary>
    public IEnumerable<DeploymentReport> Deployments(int count)
    {
        var rounds = Math.Max(1, count / (Services * _environments.Count));
        var number = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var environment in _environments)
            {
                for (var service = 0; service < Services; service++)
                {
                    yield return new DeploymentReport
                    {
                        Source = DeploymentSource.Api,
                        Id = string.Create(CultureInfo.InvariantCulture, $"run-{number}"),
                        Kind = round is 0 ? DeploymentKind.Deployed : DeploymentKind.Upgraded,
                        Software = string.Create(CultureInfo.InvariantCulture, $"service-{service:000}"),
                        Version = string.Create(CultureInfo.InvariantCulture, $"1.{round}.0"),
                        Environment = environment,
                        At = from + (Length * ((double)number++ / count)),
                        Commit = "4f2a9c1",
                        By = "Pipeline",
                        Link = "https://ci.example.com/run/812",
                        Controls = [.. Of(service).Skip(First((double)round / rounds)).Take(Carried).Select(control => control.Key)],
                    };
                }
            }
        }
    }

    /// <summary>So many times a control is opened or, where it is open, closed, as the entities decide it.</summary>
    /// <param name="count">How many times it is opened.</param>
    /// <param name="head">Where the chain ends; advanced.</param>
    public IEnumerable<(Entry Entry, IReadOnlyList<EntryText> Texts, string Words)> Releases(int count, HistoryHead head)
    {
        for (var opened = 0; opened < count;)
        {
            var progress = (double)opened / count;
            var at = from + (Length * progress);
            var (control, environment) = (Of(_random.Next(Services)).Skip(First(progress) + _random.Next(Carried)).First(), _environments[_random.Next(_environments.Count)]);
            var told = new Circumstances(engineer, at, Guid.CreateVersion7(at), environments[environment], new Dictionary<string, string>(StringComparer.Ordinal));
            var isOpen = control.StateOn(environment) != ReleaseState.Closed;
            var changed = isOpen
                ? control.Withdraw(environment, seenVersion: null, told)
                : control.ReleaseToEveryone(environment, control.Kind is ControlKind.Flag ? "blue" : null, share: null, seenVersion: null, told);
            opened += isOpen ? 0 : 1;
            var subject = new Subject(SubjectKind.Control, control.Id, control.Key, control.Area, control.Purpose);
            var (entry, texts) = EntryWriter.Append(
                head, told.EntryId, changed.Value ?? throw new InvalidOperationException(changed.Refusal?.Message.ToString()), subject, environment, engineer, new ChangeSet([], "as planned", ChangeSource.Button), told.EntryId, at);
            yield return (entry, texts, PreparedHistory.WordsOf(entry, texts));
        }
    }

    private IEnumerable<ReleaseControl> Of(int service)
    {
        var each = controls.Count / Services;
        return controls.Skip(service * each).Take(each);
    }

    private int First(double progress) => (int)(progress * ((controls.Count / Services) - Carried));
}
