using ReleasePortal.Domain.Environments;

namespace ReleasePortal.Components;

/// <summary>An environment as pages show it.</summary>
/// <param name="Key">Its key, as changes and queries name it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Rank">Its place on the way to production: lower comes first.</param>
/// <param name="IsProduction">Whether customers are on it: it has a colour that no other environment has.</param>
/// <param name="ReasonRequired">Whether every change on it needs a reason.</param>
/// <param name="Approval">What needs a second person on it.</param>
public sealed record EnvironmentView(
    string Key, string Name, int Rank, bool IsProduction, bool ReasonRequired, ApprovalPolicy Approval = ApprovalPolicy.Off)
{
    /// <summary>What stands in until the first environment is defined.</summary>
    public static EnvironmentView None { get; } = new("", "", 0, IsProduction: false, ReasonRequired: false);
}

/// <summary>Where the workspace learns which environments there are.</summary>
public interface IEnvironmentDirectory
{
    /// <summary>All environments, in the order of their rank.</summary>
    Task<IReadOnlyList<EnvironmentView>> ListAsync(CancellationToken cancellationToken);
}
