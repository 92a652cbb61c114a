namespace ReleasePortal.Domain.History;

/// <summary>
/// A copy of an archived entry that was, at the archived mark, the last one about a definition, a state or a group. What was true
/// after the mark is put together from these and the entries that are still there. The chain does not run through them.
/// </summary>
public sealed class BaseEntry : Entry;
