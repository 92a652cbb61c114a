namespace ReleasePortal.Data.Filters;

/// <summary>A saved filter as a person finds it in their list.</summary>
/// <param name="Address">The history by this filter.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="IsOwn">Whether the person may rename, share and remove it.</param>
/// <param name="Readers">To whom it was given, by name; empty for a filter of somebody else.</param>
public sealed record SavedFilterRow(Guid Id, string Name, string Address, string Owner, bool IsOwn, IReadOnlyList<FilterReader> Readers);

/// <summary>A person to whom a filter can be given.</summary>
public sealed record FilterReader(Guid Id, string Name);
