using System.Globalization;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.People;

/// <summary>What an application shows to be answered; stored as a hash only.</summary>
public sealed class ApiKey
{
    public const int NameLength = 100;

    /// <summary>The longest that two secrets of one key may work beside each other.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    // For EF Core.
    private ApiKey() => (Name, Environment, Area, SecretHash, Prefix) = ("", "", "", "", "");

    public Guid Id { get; private set; }

    public string Name { get; private set; }

    public KeyKind Kind { get; private set; }

    /// <summary>The one environment whose controls it sees.</summary>
    public string Environment { get; private set; }

    public string Area { get; private set; }

    /// <summary>SHA-256 of the secret, lower-case hexadecimal. Secrets are 256 random bits, so that no slow hash is needed.</summary>
    public string SecretHash { get; private set; }

    public string Prefix { get; private set; }

    /// <summary>The same of the secret before, which works until <see cref="PreviousUntil"/>; null when there is none.</summary>
    public string? PreviousSecretHash { get; private set; }

    public DateTimeOffset? PreviousUntil { get; private set; }

    /// <summary>For automation: the person on whose behalf it acts.</summary>
    public Guid? ActsFor { get; private set; }

    /// <summary>For automation: what it may do; empty for all others.</summary>
    public IReadOnlyList<KeyPermission> Permissions { get; private set; } = [];

    /// <summary>For browsers: the origins whose pages may use it; empty for all others.</summary>
    public IReadOnlyList<string> Origins { get; private set; } = [];

    /// <summary>For servers: whether it may be answered under a business configuration; false for all others.</summary>
    public bool MayUseConfigurations { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>To the minute; written in batches.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    internal static Result<ApiKey> Create(CreateKey wanted, Circumstances circumstances)
    {
        var errors = new FieldRules()
            .Required("name", wanted.Name, NameLength)
            .That(wanted.SecretHash.Length is 64, "secretHash", "Required")
            .That(wanted.Kind is not KeyKind.Automation || wanted.ActsFor is not null, "actsFor", "Required")
            .That(wanted.Kind is not KeyKind.Automation || wanted.Permissions.Count > 0, "permissions", "PermissionRequired")
            .Add(wanted.Kind is KeyKind.Browser ? OriginErrors(wanted.Origins) : [])
            .Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        return new ApiKey
        {
            Id = wanted.KeyId,
            Name = wanted.Name.Trim(),
            Kind = wanted.Kind,
            Environment = wanted.On,
            Area = Areas.Default,
            SecretHash = wanted.SecretHash,
            Prefix = wanted.Prefix,
            ActsFor = wanted.Kind is KeyKind.Automation ? wanted.ActsFor : null,
            Permissions = wanted.Kind is KeyKind.Automation ? [.. wanted.Permissions.Distinct()] : [],
            Origins = wanted.Kind is KeyKind.Browser ? [.. wanted.Origins.Select(Origin).Distinct(StringComparer.Ordinal)] : [],
            MayUseConfigurations = wanted.Kind is KeyKind.Server && wanted.MayUseConfigurations,
            CreatedAt = circumstances.At,
        };
    }

    internal Changed Created(Circumstances circumstances) => new(Say("CreateKey", circumstances), Before: null, Snapshot(circumstances.At));

    internal Changed LetIn(RequestOrigin from, Circumstances circumstances) =>
        new(Say("RecordKeyUse", circumstances), Before: null, After: null) { From = from };

    internal Result<Changed> Rotate(RotateKey wanted, Circumstances circumstances)
    {
        if (RevokedAt is not null)
            return new KeyRevoked(Name);
        var errors = new FieldRules()
            .That(wanted.SecretHash.Length is 64, "secretHash", "Required")
            .That(wanted.Overlap >= TimeSpan.Zero && wanted.Overlap <= LongestOverlap, "overlap", "Overlap")
            .Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        var before = Snapshot(circumstances.At);
        var goesOn = wanted.Overlap > TimeSpan.Zero;
        PreviousSecretHash = goesOn ? SecretHash : null;
        PreviousUntil = goesOn ? circumstances.At + wanted.Overlap : null;
        (SecretHash, Prefix) = (wanted.SecretHash, wanted.Prefix);
        return new Changed(SayRotated(circumstances), before, Snapshot(circumstances.At));
    }

    internal Result<Changed> Revoke(Circumstances circumstances)
    {
        if (RevokedAt is not null)
            return new AlreadySo(Name);

        var before = Snapshot(circumstances.At);
        RevokedAt = circumstances.At;
        (PreviousSecretHash, PreviousUntil) = (null, null);
        return new Changed(Say("RevokeKey", circumstances), before, Snapshot(circumstances.At));
    }

    private static IEnumerable<FieldError> OriginErrors(IReadOnlyList<string> origins)
    {
        if (origins.Count is 0)
            yield return new FieldError("origins", "Required");
        if (origins.Count > WebOrigin.Most)
            yield return new FieldError("origins", "TooMany", WebOrigin.Most.ToString(CultureInfo.InvariantCulture));
        foreach (var wrong in origins.Where(origin => !WebOrigin.TryRead(origin, out _)))
            yield return new FieldError("origins", "Origin", wrong.Length > NameLength ? wrong[..NameLength] + "…" : wrong);
    }

    private static string Origin(string text) => WebOrigin.TryRead(text, out var origin) ? origin : text;

    private KeySnapshot Snapshot(DateTimeOffset at) => new(Name, Kind, Environment, Prefix, RevokedAt is not null)
    {
        ActsFor = ActsFor,
        Permissions = Permissions.Count > 0 ? Permissions : null,
        Origins = Origins.Count > 0 ? Origins : null,
        MayUseConfigurations = MayUseConfigurations ? true : null,
        PreviousUntil = PreviousUntil > at ? PreviousUntil : null,
    };

    private Sentence SayRotated(Circumstances circumstances) => PreviousUntil is { } until
        ? new("RotateKey.Until", KeyWords(circumstances).With("until", until))
        : Say("RotateKey.Now", circumstances);

    private Sentence Say(string key, Circumstances circumstances) =>
        new(key, KeyWords(circumstances));

    private Words KeyWords(Circumstances circumstances) => Words.Of(("key", Name), ("environment", circumstances.EnvironmentName));
}
