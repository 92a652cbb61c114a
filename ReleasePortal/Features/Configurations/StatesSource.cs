using System.Globalization;

namespace ReleasePortal.Features.Configurations;

/// <summary>Where a set of states is taken from, as it stands in an address.</summary>
/// <param name="Kind">An environment or a configuration.</param>
/// <param name="Key">Its key.</param>
/// <param name="At">For an environment: the moment; null for now.</param>
public sealed record StatesSource(SourceKind Kind, string Key, DateTimeOffset? At = null)
{
    private const char Between = '~';

    /// <summary>What stands in an address; null when it says nothing that can be read.</summary>
    public static StatesSource? Read(string? text)
    {
        if (text?.Split(Between) is not [var kind, var key, .. var rest] || !Enum.TryParse<SourceKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            return null;

        return rest switch
        {
            [] => new StatesSource(known, key),
            [var at] when DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) => new StatesSource(known, key, moment),
            _ => null,
        };
    }

    public override string ToString() =>
        string.Join(Between, ((string[])[Kind.ToString().ToLowerInvariant(), Key]).Concat(At is { } at ? [at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)] : []));
}

public enum SourceKind
{
    Environment,
    Configuration,
}
