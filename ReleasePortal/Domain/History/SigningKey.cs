namespace ReleasePortal.Domain.History;

/// <summary>The key that signs checkpoints, where several portals share one store and so one key.</summary>
public sealed class SigningKey
{
    public int Id { get; init; } = 1;

    /// <summary>Its PEM, under data protection.</summary>
    public string Protected { get; init; } = "";
}
