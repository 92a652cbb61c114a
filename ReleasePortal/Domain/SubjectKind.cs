namespace ReleasePortal.Domain;

/// <summary>What an entry of the history is about.</summary>
public enum SubjectKind
{
    Control,
    Group,
    Area,
    Environment,
    Person,
    Key,
    Launch,
    Freeze,
    Budgets,
    Configuration,

    /// <summary>How the history itself is kept.</summary>
    History,

    /// <summary>A deployment: recorded beside the history, so no entry is about one; pages hear of it by the feed.</summary>
    Deployment,
}
