using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Deployments;

/// <summary>What a tool sent that may be kept: never its key, secret or signature.</summary>
/// <param name="Source">At which address it came in.</param>
/// <param name="From">The name of the key that let it in; empty where a shared secret did.</param>
/// <param name="Environment">The key's environment, for reports that name none.</param>
/// <param name="Attributes">Those headers that say what the body is.</param>
/// <param name="Body">As it was sent.</param>
public sealed record Letter(DeploymentSource Source, string From, string Environment, IReadOnlyDictionary<string, string> Attributes, string Body)
{
    /// <summary>How many bytes were sent.</summary>
    public long Size { get; init; } = System.Text.Encoding.UTF8.GetByteCount(Body);

    /// <summary>The header of that name; null when it was not sent.</summary>
    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);
}

/// <summary>A report that was refused after the door, kept so that engineers can see why and try it again.</summary>
public sealed class DeadLetter
{
    public const int LongestName = 200;

    /// <summary>In characters; of a larger one only the size is kept.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>As many as are kept: the oldest make room.</summary>
    public const int Most = 1_000;

    // For EF Core.
    private DeadLetter() => (From, Environment, Why, Attributes) = ("", "", null!, null!);

    public DeadLetter(Letter letter, Refusal refusal, DateTimeOffset at)
    {
        (Source, From, Environment) = (letter.Source, letter.From.Length > LongestName ? letter.From[..LongestName] : letter.From, letter.Environment);
        (Attributes, Size) = (letter.Attributes.ToDictionary(StringComparer.Ordinal), letter.Size);
        // PostgreSQL stores no zero character, and a body that has one is no JSON.
        Body = refusal is TooLargeReport || letter.Body.Length > LongestBody ? null : letter.Body.Replace("\0", "", StringComparison.Ordinal);
        (Why, FirstAt, LastAt, Times) = (refusal.Message, at, at, 1);
    }

    public long Id { get; private set; }

    public DeploymentSource Source { get; private set; }

    public string From { get; private set; }

    public string Environment { get; private set; }

    public Dictionary<string, string> Attributes { get; private set; }

    /// <summary>Null when it was too large to keep.</summary>
    public string? Body { get; private set; }

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Why it was refused.</summary>
    public Sentence Why { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>How often the same came: tools try again.</summary>
    public int Times { get; private set; }

    /// <summary>As it came; null when there is not enough left of it to try again.</summary>
    public Letter? Letter => Body is { } body ? new Letter(Source, From, Environment, Attributes, body) : null;

    /// <summary>It came again.</summary>
    internal void ComeAgain(Sentence why, DateTimeOffset at) => (Why, LastAt, Times) = (why, at, Times + 1);
}

/// <summary>There is no such letter any more.</summary>
public sealed record DeadLetterGone : Refusal;
