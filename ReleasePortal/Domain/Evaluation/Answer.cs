using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>Why a variant was served, in OpenFeature's terms.</summary>
public enum Reason
{
    /// <summary>It would be the same for every user who came this far.</summary>
    Static,

    /// <summary>The user is in a group.</summary>
    TargetingMatch,

    /// <summary>A share or a split decided.</summary>
    Split,

    /// <summary>The control is closed.</summary>
    Disabled,
}

public enum AnswerError
{
    None,
    FlagNotFound,

    /// <summary>The answer depends on a member list, a sample, a share or a split, and the application named no user.</summary>
    TargetingKeyMissing,
}

/// <summary>What one user gets of one control.</summary>
public readonly record struct Answer
{
    /// <summary>The audience of an answer to whoever is outside all groups and the share, and of a closed control.</summary>
    public const string Nobody = "none";

    /// <summary>The audience of an answer that is not for one group.</summary>
    public const string Everyone = "everyone";

    internal static Answer NotFound => new() { Error = AnswerError.FlagNotFound };

    /// <summary>None exactly when there is an <see cref="Outcome"/>.</summary>
    public AnswerError Error { get; private init; }

    public Availability Availability { get; private init; }

    /// <summary>Null for an error.</summary>
    public Outcome? Outcome { get; private init; }

    public ServedVariant? Variant => Outcome?.Variant;

    public Reason Reason => Outcome?.Reason ?? default;

    /// <summary>The group's key, <see cref="Everyone"/> or <see cref="Nobody"/>; null for an error.</summary>
    public string? Audience => Outcome?.Audience;

    internal static Answer Of(Outcome outcome) => new() { Outcome = outcome, Availability = outcome.Availability };

    internal static Answer KeyMissing(Availability availability) =>
        new() { Error = AnswerError.TargetingKeyMissing, Availability = availability };
}
