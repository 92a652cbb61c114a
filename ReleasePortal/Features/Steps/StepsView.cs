using ReleasePortal.Domain;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>How far the organisation has come, as far as one reader may see it.</summary>
/// <param name="From">The first instant of the period.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Environment">The key of the environment where customers are; null where there are several, or none.</param>
/// <param name="IsPartial">The reader sees no operational controls: none is in any number or name.</param>
public sealed record StepsView(
    DateTimeOffset From,
    DateTimeOffset Until,
    string? Environment,
    bool IsPartial,
    TermsFacts Terms,
    ArchitectureFacts Architecture,
    IndependenceFacts? Independence,
    TransferFacts Transfer);

/// <summary>What step 1 rests on.</summary>
/// <param name="MixedUp">What mixes the words up, in the order of kinds and names.</param>
public sealed record TermsFacts(TermsStep Step, IReadOnlyList<MixedUpName> MixedUp);

/// <summary>Something whose name or description mixes the words up.</summary>
/// <param name="Kind">A control, a group or a launch.</param>
/// <param name="Address">Its page.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Rule">In which way.</param>
/// <param name="Words">The words that do.</param>
public sealed record MixedUpName(SubjectKind Kind, string Address, string Name, MixUp Rule, string Words);

/// <summary>What step 2 rests on.</summary>
/// <param name="Takers">How many applications take all controls at once, so that it cannot be told which they use.</param>
public sealed record ArchitectureFacts(ArchitectureStep Step, int Takers);

/// <summary>What step 3 rests on; null in the view of one who may not see deployments.</summary>
/// <param name="Unknown">How many releases were of controls of which no deployment is known; they are in no share.</param>
/// <param name="LeadTime">The median from deployed to released; null where it is known of none.</param>
public sealed record IndependenceFacts(IndependenceStep Step, int Unknown, TimeSpan? LeadTime);

/// <summary>What step 4 rests on.</summary>
/// <param name="TakenBack">How many were taken back in the period; null for a reader who sees no operational controls.</param>
/// <param name="Looking">The business controls that look operational, by name.</param>
public sealed record TransferFacts(TransferStep Step, int? TakenBack, IReadOnlyList<LookingOperational> Looking);

/// <summary>A business control that looks operational.</summary>
public sealed record LookingOperational(string Key, string Name, OperationalSign Sign);
