using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Configurations;

/// <summary>A change of one business configuration: names it by key.</summary>
public abstract record ConfigurationChange(string Configuration, int? SeenVersion) : Change
{
    public override Operation Operation => Operation.DefineConfiguration;
}

/// <inheritdoc cref="BusinessConfiguration.Define"/>
public sealed record DefineConfiguration(string Configuration, ConfigurationDetails Details) : ConfigurationChange(Configuration, SeenVersion: null);

/// <inheritdoc cref="BusinessConfiguration.Edit"/>
public sealed record EditConfiguration(string Configuration, ConfigurationDetails Details, int? SeenVersion = null)
    : ConfigurationChange(Configuration, SeenVersion);

/// <inheritdoc cref="BusinessConfiguration.Remove"/>
public sealed record RemoveConfiguration(string Configuration, int? SeenVersion = null) : ConfigurationChange(Configuration, SeenVersion);

/// <summary>A configuration is for tests: it is not applied where customers are.</summary>
/// <param name="Environment">The environment's display name.</param>
public sealed record ProductionIsNotForTests(string Environment) : Refusal
{
    protected override Words Words => Words.Of(("environment", Environment));
}
