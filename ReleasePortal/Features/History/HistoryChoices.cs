namespace ReleasePortal.Features.History;

/// <summary>Somebody of whom the reader may see at least one entry.</summary>
/// <param name="Id">All zeros for the portal itself.</param>
/// <param name="Name">The name today; null for the portal itself.</param>
public sealed record PersonChoice(Guid Id, string? Name);

/// <summary>A control whose history the reader may read.</summary>
public sealed record SubjectChoice(string Key, string Name);
