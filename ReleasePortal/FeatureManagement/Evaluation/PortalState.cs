using System.Collections.Frozen;
using System.Text.Json;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>All controls of one environment. Immutable: a change makes a new one, which takes its place at once.</summary>
internal sealed class PortalState
{
    private readonly FrozenDictionary<string, PortalControl> _controls;

    private PortalState(IEnumerable<PortalControl> controls, IReadOnlyList<NotUnderstood> notUnderstood)
    {
        _controls = controls.ToFrozenDictionary(control => control.Key);
        NotUnderstood = notUnderstood;
    }

    public static PortalState Empty { get; } = new([], []);

    public IEnumerable<PortalControl> Controls => _controls.Values;

    /// <summary>Controls whose rules only a newer version of this package knows; they answer as unknown.</summary>
    public IReadOnlyList<NotUnderstood> NotUnderstood { get; }

    /// <summary>The control of that key; null when it is unknown or retired.</summary>
    public PortalControl? Find(string key) => _controls.GetValueOrDefault(key);

    /// <summary>Reads flagd's flag definitions, as <c>GET /flagd/v1/flags.json</c> gives them.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static PortalState Read(ReadOnlyMemory<byte> definitions)
    {
        using var document = JsonDocument.Parse(definitions);
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception exception) when (IsAboutItsShape(exception))
        {
            throw new JsonException("These are no flag definitions.", exception);
        }
    }

    private static PortalState Read(JsonElement root)
    {
        var logic = new LogicReader(root.TryGetProperty("$evaluators", out var evaluators) ? evaluators.EnumerateObject() : []);
        var (controls, notUnderstood) = (new List<PortalControl>(), new List<NotUnderstood>());
        foreach (var flag in root.GetProperty("flags").EnumerateObject())
        {
            try
            {
                controls.Add(PortalControl.Read(flag, logic));
            }
            catch (Exception exception) when (exception is NotSupportedException || IsAboutItsShape(exception))
            {
                notUnderstood.Add(new NotUnderstood(flag.Name, exception.Message));
            }
        }

        return new PortalState(controls, notUnderstood);
    }

    private static bool IsAboutItsShape(Exception exception) =>
        exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException;
}

/// <param name="Control">Its key.</param>
/// <param name="What">What is new in it.</param>
internal sealed record NotUnderstood(string Control, string What);
