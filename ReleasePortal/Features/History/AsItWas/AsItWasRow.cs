using ReleasePortal.Components.Explaining;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>In what a control's state on an environment once differs from now.</summary>
public enum Difference
{
    /// <summary>It was not there, or not for this reader.</summary>
    NotThere,

    /// <summary>It has been retired since.</summary>
    Retired,

    /// <summary>It was retired then, and has been restored since.</summary>
    Restored,

    /// <summary>Other users get it, or they get something else of it.</summary>
    State,

    /// <summary>The same groups get it, but other users are in them.</summary>
    Groups,

    /// <summary>Its variants, or what they mean to applications, were edited.</summary>
    Variants,

    /// <summary>It is called something else.</summary>
    Name,
}

/// <summary>A control once, with the names of that time.</summary>
public sealed record PastControl(ReleaseControl Control, IReadOnlyDictionary<string, AudienceGroup> Groups) : IControlNames
{
    public bool IsRetired => Control.RetiredAt is not null;

    public string GroupName(string key) => Groups.TryGetValue(key, out var group) ? group.Name : key;

    public string VariantName(string key) => Control.VariantOf(key)?.Name ?? key;
}

/// <summary>One control, at a moment and now.</summary>
/// <param name="Then">Null when it was not there, or not for this reader.</param>
/// <param name="Now">As it is.</param>
/// <param name="Differences">In what the two differ; empty when all is as it was.</param>
/// <param name="Href">Its page; null when the reader has none for it.</param>
public sealed record AsItWasRow(PastControl? Then, PastControl Now, IReadOnlyList<Difference> Differences, string? Href)
{
    public Guid Id => Now.Control.Id;

    /// <summary>What it was called then, or is called now when it was not there.</summary>
    public string Name => (Then ?? Now).Control.Name;

    public string Key => Now.Control.Key;

    public bool Differs => Differences.Count > 0;

    internal static AsItWasRow Compare(PastControl? then, PastControl now, string environment, string? href) =>
        new(then, now, [.. Between(then, now, environment)], href);

    private static IEnumerable<Difference> Between(PastControl? then, PastControl now, string environment)
    {
        if (then is null)
        {
            yield return Difference.NotThere;
            yield break;
        }

        if (then.IsRetired != now.IsRetired)
            yield return now.IsRetired ? Difference.Retired : Difference.Restored;
        var (before, after) = (then.Control.StateOn(environment), now.Control.StateOn(environment));
        if (before != after)
            yield return Difference.State;
        else if (before.Groups.Any(rule => then.Groups.GetValueOrDefault(rule.Group)?.LastEntry != now.Groups.GetValueOrDefault(rule.Group)?.LastEntry))
            yield return Difference.Groups;
        if (!then.Control.Variants.SequenceEqual(now.Control.Variants))
            yield return Difference.Variants;
        if (then.Control.Name != now.Control.Name)
            yield return Difference.Name;
    }
}

/// <summary>All controls of an environment at a moment, against now; in the order of their names.</summary>
public sealed record AsItWasView(IReadOnlyList<AsItWasRow> Rows)
{
    public static AsItWasView Empty { get; } = new([]);

    public int Differing => Rows.Count(row => row.Differs);
}
