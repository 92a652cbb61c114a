namespace ReleasePortal.Domain.Budgets;

/// <summary>What is kept few. Retired controls count nowhere.</summary>
public enum Budget
{
    /// <summary>Temporary controls of everybody.</summary>
    ActiveControls,

    /// <summary>Temporary controls of one owner; those without an owner count as one owner's.</summary>
    ControlsPerOwner,

    /// <summary>Variants of one flag.</summary>
    VariantsPerFlag,

    /// <summary>Conditions of one audience group.</summary>
    ConditionsPerGroup,

    /// <summary>Audience groups.</summary>
    Groups,

    /// <summary>
    /// Controls that are open to one group on one environment at the same time. Business controls and operational ones are counted
    /// apart, so that a count tells business users nothing about what they may not see.
    /// </summary>
    OpenToOneGroup,
}
