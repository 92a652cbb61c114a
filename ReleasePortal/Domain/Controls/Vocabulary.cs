namespace ReleasePortal.Domain.Controls;

/// <summary>A toggle is on or off; a flag selects between named variants of a feature.</summary>
public enum ControlKind
{
    Toggle,
    Flag,
}

/// <summary>In whose hands a control is.</summary>
public enum Purpose
{
    /// <summary>The default: in engineers' hands, kill switches among them.</summary>
    Operational,

    /// <summary>Handed over to business users.</summary>
    Business,
}

public enum Lifetime
{
    /// <summary>The default: carries a remove-by date.</summary>
    Temporary,

    /// <summary>Needs a written justification.</summary>
    LongLived,
}

/// <summary>Of one control on one environment.</summary>
public enum Availability
{
    Closed,

    /// <summary>Open to some groups.</summary>
    Groups,

    Everyone,
}

/// <summary>The JSON type of a control's values; all variants of one control share it, so that code can ask for a type.</summary>
public enum ValueType
{
    Boolean,
    String,
    Number,
    Object,
}
