using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.People;

/// <summary>A person of whom nothing is known any more but what they did.</summary>
public static class FormerPerson
{
    private const int MarkLength = 4;

    /// <summary>What stands for the name: "Former person 7f3a". It follows from the id alone, so it is the same everywhere.</summary>
    public static string NameOf(Guid person) =>
        Phrasing.Fill("FormerPerson", Words.Of(("mark", person.ToString("N")[^MarkLength..])), culture: null).Plain();

    /// <summary>An address that nobody has, and from which nothing can be told.</summary>
    public static string NewAddress() => $"{Guid.NewGuid():N}@forgotten.invalid";
}

/// <summary>
/// Deletes what the portal knows of a person, on legal request. What they did stays in the history, which holds as before: it never
/// had their name, only its salted hash.
/// </summary>
/// <param name="Person">Somebody whose account is disabled.</param>
/// <param name="Email">Their address, typed again, so that it is not somebody else who is forgotten.</param>
/// <param name="UserKey">Their key as a user in groups; null when they have none.</param>
/// <param name="WithReasons">The reasons that they wrote go too, and every text that mentions their name.</param>
public sealed record ForgetPerson(Guid Person, string Email, string? UserKey = null, bool WithReasons = false) : PersonChange(Person)
{
    public override string ToString() => $"{nameof(ForgetPerson)} {Person}";
}

/// <summary>The account can still be used: disable it first.</summary>
public sealed record PersonNotDisabled : Refusal;

/// <summary>There is nobody behind the account any more.</summary>
public sealed record PersonForgotten : Refusal;
