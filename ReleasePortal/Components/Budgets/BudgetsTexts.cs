namespace ReleasePortal.Components.Budgets;

/// <summary>What budgets and those things that could go are called.</summary>
public sealed class BudgetsTexts;
