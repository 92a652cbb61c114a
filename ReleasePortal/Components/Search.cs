using ReleasePortal.Domain.Access;

namespace ReleasePortal.Components;

/// <summary>Something that the search box finds.</summary>
/// <param name="Group">The heading that it stands under, in words: "Release controls", "Pages".</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">A few words that tell it from others: its key, its state. May be empty.</param>
/// <param name="Href">Where it leads.</param>
public sealed record SearchHit(string Group, string Title, string Detail, string Href);

/// <summary>
/// What a feature puts into the search box. A source returns only what the actor may see, a handful at most, best first;
/// an empty text asks for what is worth offering before anything is typed, which may be nothing.
/// </summary>
public interface ISearchSource
{
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, string environment, CancellationToken cancellationToken);
}
