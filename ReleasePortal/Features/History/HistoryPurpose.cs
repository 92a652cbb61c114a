namespace ReleasePortal.Features.History;

/// <summary>In whose hands the subject of an entry was, as a filter.</summary>
public enum HistoryPurpose
{
    Business,

    Operational,

    /// <summary>Of what is in neither: groups, environments, people.</summary>
    Neither,
}
