using ReleasePortal.Components.Glossary;
using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Features.Steps;

/// <summary>One step as its card shows it.</summary>
/// <param name="Number">From 1 to 4.</param>
/// <param name="Name">The part of the resources' keys that stands for it.</param>
/// <param name="Word">The word of the glossary that it is about.</param>
/// <param name="State">How far it has come; null where the reader may not see what it rests on.</param>
/// <param name="Evidence">What speaks for that.</param>
/// <param name="Next">What would bring it further; null where the reader may not see what it rests on.</param>
public sealed record StepCard(int Number, string Name, GlossaryWord Word, StepState? State, IReadOnlyList<Evidence> Evidence, NextAct? Next);

/// <summary>A sentence with a number in it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Address">The page that shows what was counted; null where there is none for this reader.</param>
public sealed record Evidence(string Text, string? Address = null);

/// <summary>The next best thing to do, and where, for one reader.</summary>
/// <param name="Step">Which.</param>
/// <param name="Place">Where the reader does it; null for one who may not.</param>
public sealed record NextAct(NextStep Step, Place? Place);

/// <summary>A page on which something is done.</summary>
/// <param name="Name">The part of the resources' keys that stands for it.</param>
/// <param name="Address">Its address.</param>
public sealed record Place(string Name, string Address);
