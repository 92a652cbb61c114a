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

    /// <summary>How the history itself is kept.</summary>
    History,
}
