namespace ReleasePortal.Domain.Environments;

/// <summary>What a new portal begins with; administrators may rename them and add others.</summary>
public static class DefaultEnvironments
{
    public static IReadOnlyList<Change> Changes { get; } =
    [
        new DefineEnvironment("development", new EnvironmentDetails("Development", Rank: 10, IsProduction: false, ReasonRequired: false)),
        new DefineEnvironment("staging", new EnvironmentDetails("Staging", Rank: 20, IsProduction: false, ReasonRequired: false)),
        new DefineEnvironment("production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: false)),
    ];
}
