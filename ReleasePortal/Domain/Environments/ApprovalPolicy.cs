using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Environments;

/// <summary>What needs another person's approval on an environment.</summary>
public enum ApprovalPolicy
{
    Off,

    /// <summary>Changes and launches of operational controls.</summary>
    Operational,

    /// <summary>Every launch; single releases do not.</summary>
    Launches,

    /// <summary>Every launch and every single release.</summary>
    Everything,
}

public static class ApprovalPolicies
{
    /// <summary>Whether a launch of that purpose needs it.</summary>
    public static bool AsksForLaunch(this ApprovalPolicy policy, Purpose purpose) =>
        policy is ApprovalPolicy.Launches or ApprovalPolicy.Everything || (policy is ApprovalPolicy.Operational && purpose is Purpose.Operational);

    /// <summary>Whether a single change of a control of that purpose needs it.</summary>
    public static bool AsksForChange(this ApprovalPolicy policy, Purpose purpose) =>
        policy is ApprovalPolicy.Everything || (policy is ApprovalPolicy.Operational && purpose is Purpose.Operational);
}
