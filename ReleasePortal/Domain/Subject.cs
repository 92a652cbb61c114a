using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain;

/// <summary>What a change is about, as far as access, environment and history need to know it.</summary>
/// <param name="Kind">Control, group, environment, person, key …</param>
/// <param name="Id">Its id; never reused.</param>
/// <param name="Key">Its key, or for a person or API key its id as text.</param>
/// <param name="Area">The part of the product that it belongs to.</param>
/// <param name="Purpose">For a control, its purpose; null for all else.</param>
public sealed record Subject(SubjectKind Kind, Guid Id, string Key, string Area, Purpose? Purpose = null);

/// <summary>Areas are parts of the product; roles can later be held for one area only.</summary>
public static class Areas
{
    /// <summary>The area of whatever was not put into another one.</summary>
    public const string Default = "general";
}
