namespace ReleasePortal.Domain.Deployments;

/// <summary>What is built and deployed: one version of a software, with the controls that its code asks for.</summary>
public sealed class SoftwareVersion
{
    // For EF Core.
    private SoftwareVersion() => (Software, Version) = ("", "");

    internal SoftwareVersion(string software, string version) => (Software, Version) = (software, version);

    public long Id { get; private set; }

    public string Software { get; private set; }

    public string Version { get; private set; }

    /// <summary>
    /// Whether any report said which controls it carries. Of a version of which nobody said, it is not known: it is never taken for
    /// one that carries none.
    /// </summary>
    public bool IsTold { get; private set; }

    public List<CarriedControl> Controls { get; private set; } = [];

    /// <summary>Adds what a report says that it carries; a version is built once, so nothing is ever taken out.</summary>
    internal void Carry(IEnumerable<string> controls)
    {
        IsTold = true;
        var known = Controls.Select(carried => carried.Control).ToHashSet(StringComparer.Ordinal);
        Controls.AddRange(controls.Where(known.Add).Select(control => new CarriedControl { Control = control }));
    }
}

/// <summary>A release control that a software version carries.</summary>
public sealed class CarriedControl
{
    public long VersionId { get; init; }

    /// <summary>The control's key; there need not be such a control yet.</summary>
    public string Control { get; init; } = "";
}

/// <summary>
/// When an environment first got a version of a software that carries a control: what lead times are measured from. It could be told from
/// the deployments themselves, only not soon enough.
/// </summary>
public sealed class Arrival
{
    /// <summary>The control's key.</summary>
    public string Control { get; init; } = "";

    /// <summary>The environment's key.</summary>
    public string Environment { get; init; } = "";

    public string Software { get; init; } = "";

    public DateTimeOffset At { get; set; }
}
