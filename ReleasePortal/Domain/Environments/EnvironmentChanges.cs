using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.Environments;

/// <summary>A change of an environment itself.</summary>
public abstract record EnvironmentChange(string Key, int? SeenVersion) : Change
{
    public override Operation Operation => Operation.ManageEnvironments;
}

public sealed record DefineEnvironment(string Key, EnvironmentDetails Details) : EnvironmentChange(Key, SeenVersion: null);

public sealed record EditEnvironment(string Key, EnvironmentDetails Details, int? SeenVersion = null) : EnvironmentChange(Key, SeenVersion);

/// <summary>A new part of the product.</summary>
public sealed record DefineArea(string Key, string Name) : Change
{
    public override Operation Operation => Operation.DefineGroup;
}

/// <summary>There are as many as the portal shows.</summary>
public sealed record TooManyEnvironments : Refusal
{
    public override string? Field => "key";
}
